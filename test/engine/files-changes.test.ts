// Deleting and renaming in containers that cannot do it themselves: stopped, never started, without a single program.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { notEmpty, removeFile, renameFile } from '../../src/container-files/changes.ts';
import { createFolder, readContent, writeContent } from '../../src/container-files/container-files.ts';
import { statIfThere } from '../../src/container-files/path-facts.ts';
import { readTar } from '../../src/container-files/tar-reader.ts';
import { upload } from '../../src/container-files/upload.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type EngineUnderTest, engineUnderTest, folderWith, uniqueName } from './engine-under-test.ts';

const nasty = ['two words', `it's "quoted"`, '$HOME `id`', 'line\nbreak', '😀 한글', '\u202eright', '-rf', '*', '#%41'];

/** Folder with a set-user-id file of somebody's, a symlink, a hard link, a pipe, and names as people do not give. */
const makeFiles = `mkdir -p /app/sub && echo old >/app/run && chown 70:71 /app/run && chmod 4750 /app/run
ln -s run /app/link && ln /app/run /app/same && mkfifo /app/pipe && head -c 3000000 /dev/zero >/app/sub/big`;

describe('deleting and renaming files over the archive API', () => {
  let test: EngineUnderTest;
  let engine: Engine;
  let scratch: string;
  before(async () => {
    test = await engineUnderTest();
    engine = test.engine;
    scratch = await scratchImage();
  });
  after(() => test.clean());

  /** One static program, which only sleeps: busybox behaves by the name that it is called. */
  async function scratchImage(): Promise<string> {
    const from = await test.create();
    const reference = `${uniqueName()}:scratch`;
    const chunks: Buffer[] = [];
    for await (const chunk of await engine.files.read(from, '/bin/busybox')) chunks.push(chunk);
    const archive = Readable.from([renamedTop(Buffer.concat(chunks), 'sleep')], { objectMode: false });
    await engine.images.importFiles(archive, { reference, message: '', changes: ['CMD ["/sleep", "1000"]'] });
    test.owns(reference);
    return reference;
  }

  /** A ustar header's name, in place. */
  function renamedTop(archive: Buffer, name: string): Buffer {
    const copy = Buffer.from(archive);
    copy.fill(0, 0, 100).write(name, 0);
    copy.write(' '.repeat(8), 148);
    const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return copy;
  }

  const entriesBelow = async (id: string, path: string) => {
    const entries = [];
    for await (const entry of readTar(await engine.files.read(id, path))) {
      const { kind, mode, size, owner, group, modifiedAt, linkTarget } = entry;
      const name = entry.path.replace(/^[^/]*/, '');
      const target = kind === 'hardlink' ? linkTarget.replace(/^[^/]*/, '') : linkTarget;
      entries.push({ name, kind, type: entry.raw.header[156], mode, size, owner, group, modifiedAt, target });
    }
    return entries;
  };
  const isThere = async (id: string, path: string) => (await statIfThere(engine, id, path)) !== undefined;

  async function stopped(): Promise<string> {
    const id = await test.run({ command: ['sh', '-c', makeFiles] });
    for (let state = ''; state !== 'exited'; state = String((await engine.containers.get(id))?.state));
    return id;
  }

  for (const [what, make] of [
    ['a stopped container', () => stopped()],
    ['a container that was never started', () => test.create()],
    ['a running container without programs', () => test.run({ image: scratch, command: [] })],
  ] as const) {
    it(`works in ${what}, under any name`, async () => {
      const id = await make();
      await createFolder(engine, id, '/files');
      for (const name of nasty) {
        await writeContent(engine, id, `/files/${name}`, Buffer.from(name));
        await renameFile(engine, id, `/files/${name}`, `/files/${name} 2`, { overwrite: false });
        assert.equal(await isThere(id, `/files/${name}`), false);
        assert.equal((await readContent(engine, id, `/files/${name} 2`)).toString(), name);
      }
      await assert.rejects(removeFile(engine, id, '/files', { recursive: false }), { message: notEmpty('/files') });
      assert.equal(await isThere(id, `/files/${nasty[0]} 2`), true);
      await renameFile(engine, id, '/files', `/${nasty[3]}`, { overwrite: false });
      await removeFile(engine, id, `/${nasty[3]}/${nasty[0]} 2`, { recursive: false });
      assert.deepEqual(
        (await entriesBelow(id, `/${nasty[3]}`)).map(({ name }) => name).sort(),
        ['', ...nasty.slice(1).map((name) => `/${name} 2`)].sort(),
      );
      await removeFile(engine, id, `/${nasty[3]}`, { recursive: true });
      assert.equal(await isThere(id, `/${nasty[3]}`), false);
      await createFolder(engine, id, '/empty');
      await removeFile(engine, id, '/empty', { recursive: false });
      assert.equal(await isThere(id, '/empty'), false);
    });
  }

  it('keeps all of a folder that is renamed: modes, owners, times, links, pipes; and leaves no draft here', async () => {
    const id = await stopped();
    const drafts = () => readdirSync(tmpdir()).filter((name) => name.startsWith('longshore-move-'));
    const before = await entriesBelow(id, '/app');
    assert.equal(before.length, 7);
    await renameFile(engine, id, '/app', '/var/www/app of "mine"', { overwrite: false });
    assert.deepEqual(await entriesBelow(id, '/var/www/app of "mine"'), before);
    assert.equal(await isThere(id, '/app'), false);
    await createFolder(engine, id, '/other');
    await renameFile(engine, id, '/var/www/app of "mine"', '/other', { overwrite: true });
    assert.deepEqual(await entriesBelow(id, '/other'), before);
    await renameFile(engine, id, '/other/link', '/other/link 2', { overwrite: false });
    assert.equal((await engine.files.stat(id, '/other/link 2')).kind, 'symlink');
    assert.equal((await readContent(engine, id, '/other/run')).toString(), 'old\n');
    assert.deepEqual(drafts(), []);
  });

  it('loses nothing of what is mounted, nor of the folder around it', async () => {
    const volume = (await engine.volumes.create({ name: uniqueName() })).name;
    const folder = folderWith({ kept: 'kept' });
    const id = await test.create({
      mounts: [{ kind: 'volume', source: volume, destination: '/data/vol', readOnly: false }],
    });
    try {
      await upload(engine, { container: id, folder: '/data/vol', sources: [`${folder.folder}/kept`] }, () => undefined);
      await writeContent(engine, id, '/data/own', Buffer.from('own'));
      for (const path of ['/data', '/data/vol', '/']) {
        await assert.rejects(removeFile(engine, id, path, { recursive: true }), { kind: 'unsupported' }, path);
        await assert.rejects(renameFile(engine, id, path, '/new', { overwrite: false }), /cannot be/, path);
      }
      assert.equal((await readContent(engine, id, '/data/vol/kept')).toString(), 'kept');
      assert.equal(await isThere(id, '/data/own'), true);
      // Into the volume, and out of it: another file system.
      await renameFile(engine, id, '/data/own', '/data/vol/own', { overwrite: false });
      await renameFile(engine, id, '/data/vol/kept', '/data/kept', { overwrite: false });
      assert.equal((await readContent(engine, id, '/data/kept')).toString(), 'kept');
      assert.deepEqual([await isThere(id, '/data/own'), await isThere(id, '/data/vol/kept')], [false, false]);
    } finally {
      folder.remove();
      await engine.containers.remove(id);
      await engine.volumes.remove(volume);
    }
  });

  it('leaves all as it was where nothing may be written, and says so', async () => {
    const volume = (await engine.volumes.create({ name: uniqueName() })).name;
    const mount = { kind: 'volume', source: volume, destination: '/data' } as const;
    const writer = await test.create({ mounts: [{ ...mount, readOnly: false }] });
    const reader = await test.create({ mounts: [{ ...mount, readOnly: true }] });
    try {
      await writeContent(engine, writer, '/data/f', Buffer.from('x'));
      await assert.rejects(removeFile(engine, reader, '/data/f', { recursive: false }), {
        kind: 'failed',
        message: /read-only/,
      });
      await assert.rejects(renameFile(engine, reader, '/data/f', '/f', { overwrite: false }), /read-only/);
      assert.deepEqual([await isThere(reader, '/data/f'), await isThere(reader, '/f')], [true, false]);
    } finally {
      for (const id of [writer, reader]) await engine.containers.remove(id);
      await engine.volumes.remove(volume);
    }
  });

  it('cannot lose a file to a cancelled renaming', async () => {
    const id = await stopped();
    const cancel = new AbortController();
    const { write } = engine.files;
    const cancelling: Engine = {
      ...engine,
      files: {
        ...engine.files,
        write: (container, folder, archive, signal) => {
          archive.once('data', () => cancel.abort(new Error('cancelled')));
          return write(container, folder, archive, signal);
        },
      },
    };
    const before = await entriesBelow(id, '/app');
    await assert.rejects(renameFile(cancelling, id, '/app', '/new', { overwrite: false }, cancel.signal), /cancelled/);
    assert.deepEqual(await entriesBelow(id, '/app'), before);
    assert.equal(await isThere(id, '/new'), false);
  });
});
