// A container may answer a download with any archive. Whatever it says, nothing outside of the copy is written, changed or
// linked, and nothing half done stays.
import assert from 'node:assert/strict';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { download } from '../../../src/container-files/download.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { memoryContainer } from './memory-files.ts';

interface Entry {
  readonly path: string;
  /** `0` file, `1` hard link, `2` symlink, `3` device, `5` folder. */
  readonly type?: '0' | '1' | '2' | '3' | '5' | 'x' | 'L';
  readonly content?: string;
  readonly linkTarget?: string;
  readonly mode?: number;
}

function tar(entries: readonly Entry[]): Buffer {
  const blocks = entries.map(({ path, type = '0', content = '', linkTarget = '', mode = 0o644 }) => {
    const header = Buffer.alloc(512);
    header.write(path, 0, 100);
    header.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write(`${(1).toString(8).padStart(11, '0')}\0`, 136);
    header.write(type, 156);
    header.write(linkTarget, 157, 100);
    header.write('ustar\x0000', 257);
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const pax = (records: Record<string, string>): Entry => {
  const content = Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      let length = rest.length + 1;
      while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
      return `${length}${rest}`;
    })
    .join('');
  return { path: 'PaxHeaders/x', type: 'x', content };
};

const top: Entry = { path: 'd/', type: '5', mode: 0o755 };

/** `elsewhere` is a folder outside of the copy with a file `victim` in it. */
const hostile: Record<string, (elsewhere: string) => readonly Entry[]> = {
  'a path upwards': () => [top, { path: 'd/../../elsewhere/new', content: 'bad' }],
  'a path that begins upwards': () => [{ path: '../elsewhere/new', content: 'bad' }],
  'an absolute path': (elsewhere) => [{ path: `${elsewhere}/new`, content: 'bad' }],
  'a path upwards in a pax record': () => [
    top,
    pax({ path: 'd/../../elsewhere/new' }),
    { path: 'd/x', content: 'bad' },
  ],
  'a path upwards as a long name of GNU': () => [
    top,
    { path: '././@LongLink', type: 'L', content: 'd/../../elsewhere/new\0' },
    { path: 'd/x', content: 'bad' },
  ],
  'a file through a symlink': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/l/new', content: 'bad' },
  ],
  'a file through a symlink upwards': () => [
    top,
    { path: 'd/l', type: '2', linkTarget: '../../elsewhere' },
    { path: 'd/l/new', content: 'bad' },
  ],
  'a folder that is a symlink before': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/l/', type: '5', mode: 0o777 },
    { path: 'd/l/new', content: 'bad' },
  ],
  'a folder through a symlink': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/l/sub/', type: '5' },
  ],
  'a symlink through a symlink': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/l/new', type: '2', linkTarget: '/etc/passwd' },
  ],
  'a file in the place of a symlink': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: `${elsewhere}/victim` },
    { path: 'd/l', content: 'bad' },
  ],
  'a hard link to an absolute path': (elsewhere) => [
    top,
    { path: 'd/h', type: '1', linkTarget: `${elsewhere}/victim` },
  ],
  'a hard link upwards': () => [top, { path: 'd/h', type: '1', linkTarget: '../elsewhere/victim' }],
  'a hard link through a symlink': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/h', type: '1', linkTarget: 'd/l/victim' },
  ],
  'a hard link through a symlink, then written': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/h', type: '1', linkTarget: 'd/l/victim' },
    { path: 'd/h', content: 'bad' },
  ],
  'a hard link to a symlink to a folder, as a folder': (elsewhere) => [
    top,
    { path: 'd/l', type: '2', linkTarget: elsewhere },
    { path: 'd/h', type: '1', linkTarget: 'd/l' },
    { path: 'd/h/new', content: 'bad' },
  ],
  'a hard link to a folder': () => [top, { path: 'd/h', type: '1', linkTarget: 'd' }],
  'a hard link to what comes later': () => [
    top,
    { path: 'd/h', type: '1', linkTarget: 'd/later' },
    { path: 'd/later', content: 'x' },
  ],
  'a hard link to what is beside the draft': () => [top, { path: 'd/h', type: '1', linkTarget: '../mine' }],
  'a file in a folder that was not made': () => [top, { path: 'other/new', content: 'bad' }],
  'a file in a folder that is a file': () => [top, { path: 'd/f', content: 'x' }, { path: 'd/f/new', content: 'bad' }],
  'the same file twice': () => [top, { path: 'd/f', content: 'x' }, { path: 'd/f', content: 'bad' }],
  'a name with a zero': () => [top, pax({ path: 'd/a\0b' }), { path: 'd/x', content: 'bad' }],
  'a name that is too long': () => [top, pax({ path: `d/${'a'.repeat(300)}` }), { path: 'd/x', content: 'bad' }],
  'a size that is a lie': () => [top, pax({ size: '-1' }), { path: 'd/x', content: 'bad' }],
  'a size that is too large': () => [top, pax({ size: '9007199254740993' }), { path: 'd/x', content: 'bad' }],
};

describe('a hostile archive', () => {
  let local: string;
  let elsewhere: string;

  beforeEach(async () => {
    local = await mkdtemp(join(tmpdir(), 'longshore-copy-'));
    elsewhere = join(local, 'elsewhere');
    await mkdir(elsewhere, { mode: 0o700 });
    await writeFile(join(elsewhere, 'victim'), 'good', { mode: 0o600 });
    await writeFile(join(local, 'mine'), 'mine');
  });
  afterEach(() => rm(local, { recursive: true, force: true }));

  const engineWith = (archive: Buffer): Engine => {
    const { engine } = memoryContainer({ '/d': { kind: 'folder' } });
    return {
      ...engine,
      files: { ...engine.files, read: async () => Readable.from([archive], { objectMode: false }) },
    } as Engine;
  };
  const unharmed = async () => {
    assert.deepEqual(await readdir(elsewhere), ['victim']);
    assert.equal(await readFile(join(elsewhere, 'victim'), 'utf8'), 'good');
    const { nlink, mode } = await lstat(join(elsewhere, 'victim'));
    assert.deepEqual([nlink, mode & 0o777], [1, 0o600]);
    assert.equal((await lstat(elsewhere)).mode & 0o777, 0o700);
    assert.equal((await lstat(join(local, 'mine'))).nlink, 1);
  };

  for (const [name, entries] of Object.entries(hostile)) {
    it(`with ${name} harms nothing outside, as a folder and as the contents of one`, async () => {
      const archive = tar(entries(elsewhere));
      const ways = [
        { target: join(local, 'copy'), contentsOnly: false },
        { target: join(local, 'into'), contentsOnly: true },
      ];
      await mkdir(join(local, 'into'));
      for (const way of ways) {
        await assert.rejects(
          download(engineWith(archive), { container: 'c1', path: '/d', ...way }, () => {}),
          {
            name: 'UserError',
          },
        );
        await unharmed();
      }
      assert.deepEqual(await readdir(join(local, 'into')), []);
      assert.deepEqual((await readdir(local)).sort(), ['elsewhere', 'into', 'mine']);
    });
  }

  it('may have symlinks that lead out, which are copied as they are and followed by nobody', async () => {
    const archive = tar([
      top,
      { path: 'd/f', content: 'x' },
      { path: 'd/h', type: '1', linkTarget: 'd/f' },
      { path: 'd/l', type: '2', linkTarget: '../elsewhere' },
      { path: 'd/second', type: '1', linkTarget: 'd/l' },
      { path: 'd/fifo', type: '3' },
    ]);
    await download(engineWith(archive), { container: 'c1', path: '/d', target: join(local, 'copy') }, () => {});
    assert.deepEqual((await readdir(join(local, 'copy'))).sort(), ['f', 'h', 'l', 'second']);
    assert.equal((await lstat(join(local, 'copy', 'h'))).nlink, 2);
    await unharmed();
  });
});
