// Images and file systems in tar files, through the commands, against the real engine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { exportedWords } from '../../../src/commands/containers/state.ts';
import { diskFailure, diskFailures } from '../../../src/commands/host/archive-files.ts';
import { unknownPacking } from '../../../src/commands/images/archive-faults.ts';
import { isFiles, isImages } from '../../../src/commands/images/archives.ts';
import { UserError } from '../../../src/user-error.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { zstdOf } from '../../support/zstd.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nameOf, nastyLine } from './set-up.ts';

describe('the commands of archives', () => {
  let test: CommandsUnderTest;
  let folder: string;
  before(async () => {
    test = await commandsUnderTest();
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await test.clean();
  });

  it('save, remove and load: one image with all its names, in a file with a nasty name', async () => {
    const reference = await test.image();
    const other = `${uniqueName()}:other`;
    await test.engine.images.tag(reference, other);
    test.owns(other);
    const id = await test.idOf(reference);
    const path = join(folder, `it's "my" $image 😀.tar`);
    const saving = test.person([{ files: [path] }]);
    await commands['longshore.image.save'](saving.services, [id]);
    assert.ok(statSync(path).size > 1000);
    assert.deepEqual(readdirSync(folder), [`it's "my" $image 😀.tar`]);
    assert.ok(saving.host.messages[0]?.text.includes(path));

    await commands['longshore.image.remove'](test.person([{ confirm: true }]).services, [id]);
    const loading = test.person([{ files: [path] }]);
    await commands['longshore.image.load'](loading.services);
    assert.equal(await test.idOf(reference), await test.idOf(other));
    assert.match(String(loading.host.messages[0]?.text), /^Loaded /);
    for (const name of [reference, other]) assert.ok(loading.host.messages[0]?.text.includes(name));
  });

  it('save several images into one file', async () => {
    const references = [await test.image(), await test.image()];
    const path = join(folder, 'several.tar');
    await commands['longshore.image.save'](test.person([{ files: [path] }]).services, references);
    await commands['longshore.image.remove'](test.person([{ confirm: true }]).services, references);
    await commands['longshore.image.load'](test.person([{ files: [path] }]).services);
    for (const reference of references) assert.ok(await test.idOf(reference));
  });

  it('load refuses what is no archive, is cut off, or is not there', async () => {
    const reference = await test.image();
    const whole = join(folder, 'whole.tar');
    await commands['longshore.image.save'](test.person([{ files: [whole] }]).services, [reference]);
    const none = join(folder, 'none.tar');
    writeFileSync(none, 'no archive at all'.repeat(100));
    const cut = join(folder, 'cut.tar');
    const bytes = readFileSync(whole);
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    const before = (await test.engine.images.list()).length;
    const load = (path: string) => commands['longshore.image.load'](test.person([{ files: [path] }]).services);
    await assert.rejects(load(none), { kind: 'invalid' });
    await assert.rejects(load(cut), { kind: 'invalid' });
    await assert.rejects(load(join(folder, 'missing.tar')), {
      kind: 'failed',
      message: diskFailure(join(folder, 'missing.tar'), diskFailures.ENOENT),
    });
    await assert.rejects(load(folder), { kind: 'failed', message: diskFailure(folder, diskFailures.EISDIR) });
    assert.equal((await test.engine.images.list()).length, before);
  });

  it('tell images from the files of a system, and offer what is meant', async () => {
    const reference = await test.image();
    const saved = join(folder, 'images.tar');
    await commands['longshore.image.save'](test.person([{ files: [saved] }]).services, [reference]);
    const files = join(folder, 'files.tar');
    const id = await test.engine.containers.create({ image: reference, command: ['true'] });
    try {
      await pipeline(await test.engine.containers.exportFiles(id), createWriteStream(files));
    } finally {
      await test.engine.containers.remove(id, { force: true });
    }
    const packed = join(folder, 'files.tar.gz');
    await pipeline(createReadStream(files), createGzip(), createWriteStream(packed));

    for (const path of [files, packed]) {
      const loading = commands['longshore.image.load'](test.person([{ files: [path] }]).services);
      const refusal = await loading.then(
        () => undefined,
        (error: unknown) => error,
      );
      assert.ok(refusal instanceof UserError);
      assert.equal(refusal.message, isFiles(basename(path)));
    }
    const name = `${uniqueName()}:1`;
    test.owns(name);
    const person = test.person([{ files: [files] }, { type: name }, { type: 'proposed' }, { type: 'proposed' }]);
    const refusal: unknown = await commands['longshore.image.load'](person.services).catch((error: unknown) => error);
    assert.ok(refusal instanceof UserError);
    await refusal.offer?.run();
    assert.ok(await test.idOf(name));

    const importing = commands['longshore.image.import'](test.person([{ files: [saved] }]).services);
    await assert.rejects(importing, (error: Error) => {
      assert.ok(error instanceof UserError);
      assert.notEqual(error.offer, undefined);
      return error.message === isImages(basename(saved));
    });
  });

  it('say which packing an engine does not know', async () => {
    const path = join(folder, 'images.tar.xz');
    writeFileSync(path, Buffer.concat([Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), Buffer.alloc(2000, 7)]));
    const loading = commands['longshore.image.load'](test.person([{ files: [path] }]).services);
    await assert.rejects(loading, {
      kind: 'unsupported',
      message: patternOf((version) => unknownPacking(version, basename(path), 'xz')),
    });
  });

  it('take what any program has packed, and unpack zstd where the engine does not', async () => {
    const reference = await test.image();
    const saved = join(folder, 'packed.tar');
    await commands['longshore.image.save'](test.person([{ files: [saved] }]).services, [reference]);
    const packed = zstdOf(readFileSync(saved));
    for (const [name, bytes] of Object.entries({ 'a.tar.zst': packed, 'b.tar.gz': gzipSync(readFileSync(saved)) })) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await test.engine.images.remove(reference);
      await commands['longshore.image.load'](test.person([{ files: [path] }]).services);
      assert.ok(await test.idOf(reference), name);
    }
    const cut = join(folder, 'cut.tar.zst');
    writeFileSync(cut, packed.subarray(0, packed.length / 2));
    await test.engine.images.remove(reference);
    await assert.rejects(commands['longshore.image.load'](test.person([{ files: [cut] }]).services), {
      kind: 'invalid',
    });
    const files = join(folder, 'files-in.tar');
    execFileSync('tar', ['-cf', files, '-C', folder, 'b.tar.gz']);
    const path = join(folder, 'files.tar.zst');
    writeFileSync(path, zstdOf(readFileSync(files)));
    const refusal: unknown = await commands['longshore.image.load'](test.person([{ files: [path] }]).services).catch(
      (error: unknown) => error,
    );
    assert.ok(refusal instanceof UserError, String(refusal));
    const name = `${uniqueName()}:1`;
    test.owns(name);
    const answers = [{ files: [path] }, { type: name }, { type: 'proposed' as const }, { type: 'proposed' as const }];
    await commands['longshore.image.import'](test.person(answers).services);
    assert.ok(await test.idOf(name));
  });

  it('save leaves no file where it cannot write, or is cancelled', async () => {
    const reference = await test.image();
    const nowhere = join(folder, 'no', 'such', 'folder.tar');
    await assert.rejects(
      commands['longshore.image.save'](test.person([{ files: [nowhere] }]).services, [reference]),
      ({ message }: Error) => message.endsWith(diskFailure('', diskFailures.ENOENT)),
    );
    const path = join(folder, 'cancelled.tar');
    const { host, services } = test.person([{ files: [path] }]);
    const cancelled = new Error('cancelled by the person');
    const cancelling = new AbortController();
    const cancels = {
      ...host,
      progress: <T>(_title: string, work: (report: () => void, signal: AbortSignal) => Promise<T>) =>
        // At the first bytes.
        work(() => cancelling.abort(cancelled), cancelling.signal),
    };
    await assert.rejects(commands['longshore.image.save']({ ...services, host: cancels }, [reference]), cancelled);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('cancelled')),
      [],
    );
  });

  it('keep the old file when a save over it fails', async () => {
    const path = join(folder, 'kept.tar');
    writeFileSync(path, 'old');
    const reference = await test.image();
    const { host, services } = test.person([{ files: [path] }]);
    const vanishing = {
      ...host,
      chooseNewFile: async () => {
        await test.engine.images.remove(reference);
        return path;
      },
    };
    await assert.rejects(commands['longshore.image.save']({ ...services, host: vanishing }, [reference]), {
      kind: 'not-found',
    });
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.equal(existsSync(`${path}.partial`), false);
  });

  it('export a container, and import it with changes and a message', async () => {
    const container = await test.run({ command: ['sh', '-c', 'echo kept > "/my file"; exec sleep 1000'] });
    const path = join(folder, 'files.tar');
    const exporting = test.person([{ files: [path] }]);
    await commands['longshore.container.export'](exporting.services, [container]);
    assert.match(
      String(exporting.host.messages[0]?.text),
      patternOf((size) => exportedWords(size, path)),
    );

    const reference = `${uniqueName()}:imported`;
    test.owns(reference);
    const importing = test.person([
      { files: [path] },
      { type: reference },
      { type: `'CMD ["cat", "/my file"]' 'ENV GREETING="hello world"'` },
      { type: nastyLine },
    ]);
    await commands['longshore.image.import'](importing.services);
    const details = await test.engine.images.inspect(reference);
    assert.deepEqual(details.command, ['cat', '/my file']);
    assert.ok(details.environment.includes('GREETING=hello world'));
    assert.equal((await test.engine.images.history(reference))[0]?.comment, nastyLine);

    // What was exported runs.
    const running = test.person([
      { find: '-it' },
      { take: '' },
      { find: '--rm' },
      { find: '--entrypoint' },
      { type: '/bin/busybox' },
      { pick: 'Command' },
      { type: `cat '/my file'` },
      { take: 'run' },
    ]);
    await commands['longshore.image.run'](running.services, [reference]);
    await running.host.terminals[0]?.done;
    assert.match(String(running.host.terminals[0]?.screen.text()), /kept/);
    await test.eventually(async () => !(await test.hasContainer(nameOf(reference))));
  });

  it('import refuses what is no archive, and instructions that it does not know', async () => {
    const none = join(folder, 'no-files.tar');
    writeFileSync(none, 'no archive at all'.repeat(100));
    const before = (await test.engine.images.list()).length;
    const name = `${uniqueName()}:none`;
    const answers = [{ files: [none] }, { type: name }, { type: 'proposed' as const }, { type: 'proposed' as const }];
    await assert.rejects(commands['longshore.image.import'](test.person(answers).services), { kind: 'invalid' });
    const files = join(folder, 'some-files.tar');
    execFileSync('tar', ['-cf', files, '-C', folder, 'no-files.tar']);
    const wrong = test.person([{ files: [files] }, { type: name }, { type: `'RUN rm -rf /'` }]);
    await assert.rejects(commands['longshore.image.import'](wrong.services), /refused: "RUN/);
    assert.equal((await test.engine.images.list()).length, before);
  });
});
