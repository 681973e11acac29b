// Sharing without a registry, through the commands: what arrives elsewhere is what was here.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { notInZip } from '../../../src/build-context/zip.ts';
import { buildPacked, imagePacked } from '../../../src/commands/building/share.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { readZip } from '../../support/read-zip.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { folderWith } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nasty } from './set-up.ts';

describe('sharing without a registry', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  it('packs an image into a file that another engine loads, and says how', async () => {
    const { folder, remove } = folderWith({});
    try {
      const image = await test.image();
      const id = await test.idOf(image);
      const path = join(folder, 'a b.tar.gz');
      const { host, services } = test.person([{ files: [path] }]);
      await commands['longshore.image.share'](services, [id]);
      const [message] = host.messages;
      const packed = patternOf((name, size, platform) => imagePacked(name, 'a b.tar.gz', size, platform));
      const [, name, , platform] = packed.exec(String(message?.text)) ?? [];
      assert.match(`${name} ${platform}`, /^\S+ linux\/\w+$/);
      await message?.offers[0]?.run();
      assert.ok(host.copied[0]?.includes("docker load --input 'a b.tar.gz'"), host.copied[0]);
      assert.ok(gunzipSync(readFileSync(path)).length > 0);
      await test.engine.images.remove(image);
      const loading = test.person([{ files: [path] }]);
      await commands['longshore.image.load'](loading.services);
      assert.equal(await test.idOf(image), id);
    } finally {
      remove();
    }
  });

  it('leaves nothing of an image whose sharing is cancelled', async () => {
    const { folder, remove } = folderWith({});
    try {
      const image = await test.image();
      const { host, services } = test.person([{ files: [join(folder, 'x.tar.gz')] }]);
      const cancel = new AbortController();
      const progress: typeof host.progress = (_title, work) => work(() => cancel.abort(new Cancelled()), cancel.signal);
      await assert.rejects(
        commands['longshore.image.share']({ ...services, host: { ...host, progress } }, [image]),
        Cancelled,
      );
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      remove();
    }
  });

  /** Its context: what the ignore file leaves, the Dockerfile even if it does not. */
  function context() {
    const { folder, remove } = folderWith({
      Dockerfile: 'FROM scratch\nCOPY . /\n',
      '.dockerignore': 'Dockerfile\n*.log\nsecret\n!secret/public\n',
      'run.sh': '#!/bin/sh\n',
      'debug.log': 'no',
      'secret/key': 'no',
      'secret/public': 'yes',
      [nasty]: 'odd',
    });
    chmodSync(join(folder, 'run.sh'), 0o755);
    mkdirSync(join(folder, 'empty'));
    symlinkSync('run.sh', join(folder, 'link'));
    const big = randomBytes(3_000_000);
    writeFileSync(join(folder, 'big'), big);
    utimesSync(join(folder, 'big'), 0, 0);
    return { folder, remove, big };
  }

  it('packs exactly what a build is sent, also into the context itself', async () => {
    const { folder, remove, big } = context();
    try {
      const path = join(folder, 'shared.zip');
      const { host, services: given } = test.person([{ files: [path] }]);
      await commands['longshore.dockerfile.share'](given, { dockerfile: join(folder, 'Dockerfile') });
      assert.deepEqual(
        readdirSync(folder).filter((name) => /partial/.test(name)),
        [],
      );
      const entries = new Map(readZip(readFileSync(path)).map((entry) => [entry.path, entry]));
      assert.deepEqual(
        [...entries.keys()].sort(),
        ['.dockerignore', 'Dockerfile', 'big', 'empty/', 'link', nasty, 'run.sh', 'secret/', 'secret/public'].sort(),
      );
      assert.ok(entries.get('big')?.content.equals(big));
      assert.equal(entries.get('link')?.content.toString(), 'run.sh');
      const modes = ['run.sh', 'link', 'empty/'].map((name) => ((entries.get(name)?.mode ?? 0) >> 12).toString(8));
      assert.deepEqual(modes, ['10', '12', '4']);
      assert.equal((entries.get('run.sh')?.mode ?? 0) & 0o777, 0o755);
      const [message] = host.messages;
      const said = patternOf((line) => buildPacked('shared.zip', 7, '3 MB', line));
      assert.match(String(message?.text), said);
      await message?.offers[0]?.run();
      assert.match(String(host.copied[0]), /^docker build --tag '?longshore-test-\S+:latest'? --file Dockerfile \.$/);
    } finally {
      remove();
    }
  });

  it('leaves no half file: not when it is cancelled, nor when a name fits into no zip', async () => {
    const { folder, remove } = context();
    const target = folderWith({});
    try {
      const dockerfile = join(folder, 'Dockerfile');
      const path = join(target.folder, 'shared.zip');
      const cancelled = test.person([{ files: [path] }]);
      const cancel = new AbortController();
      const progress: typeof cancelled.host.progress = (_title, work) =>
        work(() => cancel.abort(new Cancelled()), cancel.signal);
      const host = { ...cancelled.host, progress };
      await assert.rejects(
        commands['longshore.dockerfile.share']({ ...cancelled.services, host }, { dockerfile }),
        Cancelled,
      );
      writeFileSync(join(folder, 'z\\..\\z'), '');
      const { services: given } = test.person([{ files: [path] }]);
      await assert.rejects(commands['longshore.dockerfile.share'](given, { dockerfile }), {
        kind: 'build-input',
        message: patternOf((path) => notInZip(path)),
      });
      assert.deepEqual(readdirSync(target.folder), []);
    } finally {
      remove();
      target.remove();
    }
  });
});
