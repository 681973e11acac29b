import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { placeSentences } from '../../../src/build-context/must-be.ts';
import type { TarProgress } from '../../../src/build-context/tar.ts';
import { openContextUpload } from '../../../src/build-context/upload.ts';
import { patternOf } from '../../support/sentence-pattern.ts';

describe('the upload of a build context', () => {
  let folder: string;
  let context: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    context = join(folder, 'context');
    write('Dockerfile', 'FROM scratch\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(path: string, content = ''): string {
    const absolute = join(context, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    return absolute;
  }

  async function upload(options: { dockerfile?: string; withIgnoreFile?: boolean } = {}) {
    const progress: TarProgress[] = [];
    const { tar, dockerfile } = await openContextUpload({
      contextFolder: context,
      dockerfile: options.dockerfile ?? join(context, 'Dockerfile'),
      withIgnoreFile: options.withIgnoreFile ?? false,
      onProgress: (each) => progress.push(each),
    });
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk);
    const archive = join(folder, 'context.tar');
    writeFileSync(archive, Buffer.concat(chunks));
    return { archive, dockerfile, progress };
  }

  /** The archive as the system's own tar reads it. */
  const names = (archive: string) =>
    execFileSync('tar', ['-tf', archive, '--quoting-style=literal'], { encoding: 'utf8' }).split('\n').filter(Boolean);

  it('has everything in a stable order, owned by root, with modes and links', async () => {
    chmodSync(write('run.sh', '#!/bin/sh\n'), 0o755);
    write('b/two', '22');
    write('b/one', '1');
    mkdirSync(join(context, 'empty'));
    symlinkSync('b/one', join(context, 'a-link'));
    symlinkSync('nowhere', join(context, 'dangling'));
    const { archive, dockerfile } = await upload();
    assert.equal(dockerfile, 'Dockerfile');
    const listed = execFileSync('tar', ['-tvf', archive, '--numeric-owner'], { encoding: 'utf8' });
    const rows = listed
      .trim()
      .split('\n')
      .map((row) => row.split(/\s+/));
    assert.deepEqual(
      rows.map(([mode, owner, size, , , ...name]) => [mode, owner, size, name.join(' ')]),
      [
        ['-rw-r--r--', '0/0', '13', 'Dockerfile'],
        ['lrwxrwxrwx', '0/0', '0', 'a-link -> b/one'],
        ['drwxr-xr-x', '0/0', '0', 'b/'],
        ['-rw-r--r--', '0/0', '1', 'b/one'],
        ['-rw-r--r--', '0/0', '2', 'b/two'],
        ['lrwxrwxrwx', '0/0', '0', 'dangling -> nowhere'],
        ['drwxr-xr-x', '0/0', '0', 'empty/'],
        ['-rwxr-xr-x', '0/0', '10', 'run.sh'],
      ],
    );
  });

  it('keeps long and foreign names, and content byte for byte', async () => {
    const long = `${'folder/'.repeat(30)}file`;
    const content = Buffer.from(Array.from({ length: 700_001 }, (_, index) => index % 251));
    writeFileSync(write(long), content);
    writeFileSync(write('漢字/🚢 ship\n'), 'x');
    const { archive, progress } = await upload();
    const target = join(folder, 'unpacked');
    mkdirSync(target);
    execFileSync('tar', ['-xf', archive, '-C', target]);
    execFileSync('diff', ['-r', context, target]);
    assert.deepEqual(progress.at(-1), { files: 3, bytes: content.length + 1 + 13, complete: true });
  });

  it('leaves out what is ignored, but never the Dockerfile', async () => {
    write('.dockerignore', '*\n!src\nsrc/secret\n!node_modules/keep/*.js\n');
    for (const path of [
      'src/a',
      'src/secret/b',
      'other',
      'node_modules/keep/x.js',
      'node_modules/keep/y',
      'node_modules/no/z',
    ]) {
      write(path);
    }
    const { archive } = await upload();
    assert.deepEqual(names(archive), [
      ...['Dockerfile', 'node_modules/', 'node_modules/keep/', 'node_modules/keep/x.js', 'src/', 'src/a'],
    ]);
    const classic = await upload({ withIgnoreFile: true });
    assert.ok(names(classic.archive).includes('.dockerignore'));
  });

  it("prefers the Dockerfile's own ignore file", async () => {
    write('.dockerignore', 'a');
    const dockerfile = write('docker/prod.Dockerfile', 'FROM scratch\n');
    write('docker/prod.Dockerfile.dockerignore', 'b\ndocker/*.dockerignore\n.dockerignore\nDockerfile');
    write('a');
    write('b');
    const { archive, dockerfile: inside } = await upload({ dockerfile });
    assert.equal(inside, 'docker/prod.Dockerfile');
    assert.deepEqual(names(archive), ['a', 'docker/', 'docker/prod.Dockerfile']);
  });

  it('takes along a Dockerfile from elsewhere, and what a linked one points to', async () => {
    const elsewhere = join(folder, 'Elsewhere');
    writeFileSync(elsewhere, 'FROM elsewhere\n');
    write('.longshore.Dockerfile', 'taken');
    const outside = await upload({ dockerfile: elsewhere });
    assert.equal(outside.dockerfile, '.longshore.Dockerfile1');
    const sent = execFileSync('tar', ['-xOf', outside.archive, outside.dockerfile], { encoding: 'utf8' });
    assert.equal(sent, 'FROM elsewhere\n');

    symlinkSync(elsewhere, join(context, 'Linked'));
    const linked = await upload({ dockerfile: join(context, 'Linked') });
    const target = execFileSync('tar', ['-xOf', linked.archive, linked.dockerfile], { encoding: 'utf8' });
    assert.equal(target, 'FROM elsewhere\n');
  });

  it('says what is missing or malformed', async () => {
    await assert.rejects(upload({ dockerfile: join(context, 'Nope') }), {
      message: placeSentences.notThere('Dockerfile', join(context, 'Nope')),
    });
    await assert.rejects(upload({ dockerfile: context }), { message: placeSentences.notFile('Dockerfile', context) });
    write('.dockerignore', 'a\n[');
    await assert.rejects(upload(), /Line 2 of .*\.dockerignore/);
    rmSync(context, { recursive: true });
    await assert.rejects(upload({ dockerfile: join(folder, 'x') }), {
      message: patternOf((what) => placeSentences.notThere(what, context)),
    });
  });

  it('stops reading when nobody wants it any more', async () => {
    writeFileSync(write('large'), Buffer.alloc(5_000_000));
    let last: TarProgress | undefined;
    const { tar } = await openContextUpload({
      contextFolder: context,
      dockerfile: join(context, 'Dockerfile'),
      withIgnoreFile: false,
      onProgress: (progress) => {
        last = progress;
      },
    });
    for await (const chunk of tar) {
      assert.ok(chunk.length > 0);
      if ((last?.bytes ?? 0) > 300_000) break;
    }
    assert.ok(tar.destroyed);
    // The reader sets the pace: no more than what its buffer holds was read ahead.
    assert.ok((last?.bytes ?? 0) < 2_000_000);
  });
});
