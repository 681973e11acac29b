import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import { listArchive } from '../../../src/container-files/archive-listing.ts';
import { listScript, readListing } from '../../../src/container-files/listing.ts';

const nasty = [
  'with space',
  '"quo\'tes"',
  '$HOME',
  '`id`',
  'line\nend',
  'trailing\n',
  '\n/x'.replace('/', ''),
  '🚢 שלום',
  '-rf',
  '*',
  '.hidden',
  '..two',
];

describe('listing of a folder by stat', () => {
  const list = (folder: string) =>
    readListing(execFileSync('sh', ['-c', listScript, 'sh', folder], { encoding: 'utf8' }));

  describe('as a real shell prints it', () => {
    // The script runs in containers, which are Linux.
    if (process.platform !== 'linux') return;
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'longshore-list-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it('has every name, also nasty ones', () => {
      for (const name of nasty) writeFileSync(join(folder, name), 'four');
      const names = list(folder)?.files.map(({ name }) => name);
      assert.deepEqual(
        names,
        [...nasty].sort((a, b) => (a < b ? -1 : 1)),
      );
    });

    it('tells folders, files and symlinks with what they lead to', () => {
      mkdirSync(join(folder, 'd'), { mode: 0o750 });
      writeFileSync(join(folder, 'f'), 'four', { mode: 0o640 });
      symlinkSync('d', join(folder, 'to-d'));
      symlinkSync('f', join(folder, 'to-f'));
      symlinkSync('nowhere', join(folder, 'to-nothing'));
      const files = list(folder)?.files ?? [];
      assert.deepEqual(
        files.map(({ name, kind, target, mode }) => [name, kind, target, kind === 'symlink' ? 0 : mode]),
        [
          ['d', 'folder', undefined, 0o750],
          ['to-d', 'symlink', 'folder', 0],
          ['f', 'file', undefined, 0o640],
          ['to-f', 'symlink', 'file', 0],
          ['to-nothing', 'symlink', undefined, 0],
        ],
      );
      assert.equal(files.find(({ name }) => name === 'f')?.size, 4);
      assert.ok(Math.abs(Number(files[0]?.modifiedAt) - Date.now()) < 60_000);
    });

    it('is empty for an empty folder', () => assert.deepEqual(list(folder), { files: [], complete: true }));
  });

  it('is not believed where stat has not told all', () => {
    assert.equal(readListing('12\n//\n'), undefined);
    assert.equal(readListing(''), undefined);
    assert.equal(readListing('sh: stat: not found\n'), undefined);
  });
});

describe('listing of a folder from its archive', () => {
  const entry = (path: string, kind: 'file' | 'folder' | 'link', size = 0, linkTarget?: string) =>
    Buffer.concat([
      tarHeader({ path, kind, mode: 0o644, size, modifiedAt: 1, linkTarget }),
      Buffer.alloc(size),
      tarPadding(size),
    ]);
  const archive = (...entries: Buffer[]) => Readable.from([...entries, tarEnd()], { objectMode: false });

  it('has what is in the folder, not what is below', async () => {
    const entries = [
      entry('etc/', 'folder'),
      entry('etc/a', 'file', 3),
      entry('etc/d/', 'folder'),
      entry('etc/d/deep', 'file', 700),
      entry('etc/l', 'link', 0, 'a'),
    ];
    const { files, links, complete } = await listArchive(archive(...entries));
    assert.deepEqual([[...files.keys()], [...links], complete], [['a', 'd', 'l'], [['l', 'a']], true]);
  });

  for (const prefix of ['/', './']) {
    it(`reads the root, whose entries begin with ${prefix}`, async () => {
      const { files } = await listArchive(
        archive(
          entry(prefix, 'folder'),
          entry(`${prefix}bin/`, 'folder'),
          entry(`${prefix}bin/sh`, 'file'),
          entry(`${prefix}init`, 'file'),
        ),
      );
      assert.deepEqual([...files.keys()], ['bin', 'init']);
    });
  }

  it('stops where too much passes by, and says so', async () => {
    const big = [entry('d/', 'folder'), entry('d/a', 'file', 1000), entry('d/b', 'file', 1000), entry('d/c', 'file')];
    const source = archive(...big);
    const { files, complete } = await listArchive(source, 1500);
    assert.deepEqual([[...files.keys()], complete], [['a', 'b'], false]);
    assert.equal(source.destroyed, true);
  });
});
