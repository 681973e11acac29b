import assert from 'node:assert/strict';
import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import { download, unpackSentences } from '../../../src/container-files/download.ts';
import { upload, uploadSentences } from '../../../src/container-files/upload.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { memoryContainer } from './memory-files.ts';

const folder = { kind: 'folder' } as const;
const file = (content: string, more = {}) => ({ kind: 'file' as const, content, ...more });
const nasty = 'a "b" $c `d` \'e\' 🚢';

describe('copies between a container and the disk', () => {
  let local: string;
  beforeEach(async () => {
    local = await mkdtemp(join(tmpdir(), 'longshore-copy-'));
  });
  afterEach(() => rm(local, { recursive: true, force: true }));

  const has = {
    '/d': folder,
    '/d/f': file('content', { mode: 0o4750 }),
    [`/d/${nasty}`]: file('nasty'),
    '/d/sub': folder,
    '/d/sub/x': file('x'),
    '/d/l': { kind: 'symlink' as const, linkTarget: 'sub/x' },
  };
  const ignore = () => {};

  it('downloads a folder with its modes, times and symlinks', async () => {
    const { engine } = memoryContainer(has);
    const told: number[] = [];
    await download(engine, { container: 'c1', path: '/d', target: join(local, 'copy') }, (bytes) => told.push(bytes));
    assert.deepEqual((await readdir(join(local, 'copy'))).sort(), [nasty, 'f', 'l', 'sub'].sort());
    const stats = await lstat(join(local, 'copy', 'f'));
    assert.deepEqual([stats.mode & 0o7777, stats.mtimeMs], [0o750, 1_700_000_000_000]);
    assert.equal(await readlink(join(local, 'copy', 'l')), 'sub/x');
    assert.equal(await readFile(join(local, 'copy', nasty), 'utf8'), 'nasty');
    assert.equal(told.at(-1), 13);
    assert.deepEqual(await readdir(local), ['copy']);
  });

  it('downloads one file, in the place of an older copy', async () => {
    const { engine } = memoryContainer(has);
    await writeFile(join(local, 'f'), 'older');
    await download(engine, { container: 'c1', path: '/d/f', target: join(local, 'f') }, ignore);
    assert.equal(await readFile(join(local, 'f'), 'utf8'), 'content');
  });

  it('downloads only what is in a folder, beside what is there', async () => {
    const { engine } = memoryContainer(has);
    await writeFile(join(local, 'mine'), 'stays');
    await writeFile(join(local, 'f'), 'goes');
    await download(engine, { container: 'c1', path: '/d', target: local, contentsOnly: true }, ignore);
    assert.deepEqual((await readdir(local)).sort(), [nasty, 'f', 'l', 'mine', 'sub'].sort());
    assert.equal(await readFile(join(local, 'f'), 'utf8'), 'content');
  });

  it('downloads the root', async () => {
    const { engine } = memoryContainer({ '/f': file('x') });
    await download(engine, { container: 'c1', path: '/', target: join(local, 'web') }, ignore);
    assert.deepEqual(await readdir(join(local, 'web')), ['f']);
  });

  it('leaves nothing behind when it fails or is cancelled, and the older copy as it was', async () => {
    const { engine } = memoryContainer(has);
    await writeFile(join(local, 'f'), 'older');
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const cancelled = download(
      engine,
      { container: 'c1', path: '/d', target: join(local, 'copy') },
      () => controller.abort(reason),
      controller.signal,
    );
    await assert.rejects(cancelled, reason);
    await assert.rejects(download(engine, { container: 'c1', path: '/no', target: join(local, 'f') }, ignore), {
      kind: 'not-found',
    });
    assert.deepEqual(await readdir(local), ['f']);
    assert.equal(await readFile(join(local, 'f'), 'utf8'), 'older');
  });

  it('writes nothing outside of the copy, whatever a hostile archive says', async () => {
    const entry = (path: string, kind: 'file' | 'folder' | 'link', content = '', linkTarget?: string) => {
      const size = content.length;
      const header = tarHeader({ path, kind, mode: 0o755, size, modifiedAt: 1, linkTarget });
      return Buffer.concat([header, Buffer.from(content), tarPadding(size)]);
    };
    const elsewhere = join(local, 'elsewhere');
    await mkdir(elsewhere);
    const archives = [
      [entry('d/', 'folder'), entry('d/../../elsewhere/x', 'file', 'bad')],
      [entry('d/', 'folder'), entry('d/l', 'link', '', elsewhere), entry('d/l/x', 'file', 'bad')],
      [entry('d/', 'folder'), entry('other/x', 'file', 'bad')],
    ];
    for (const archive of archives) {
      const { engine } = memoryContainer(has);
      const hostile = {
        ...engine,
        files: { ...engine.files, read: async () => Readable.from([...archive, tarEnd()], { objectMode: false }) },
      } as Engine;
      const copying = download(hostile, { container: 'c1', path: '/d', target: join(local, 'copy') }, ignore);
      await assert.rejects(copying, { message: patternOf(unpackSentences.outside) });
    }
    assert.deepEqual(await readdir(elsewhere), []);
    assert.deepEqual(await readdir(local), ['elsewhere']);
  });

  it('uploads files and folders, or only what is in a folder', async () => {
    await mkdir(join(local, 'src', 'deep'), { recursive: true });
    await writeFile(join(local, 'src', 'deep', nasty), 'nasty');
    await writeFile(join(local, 'src', '.dockerignore'), '*');
    await symlink('deep', join(local, 'src', 'l'));
    await writeFile(join(local, 'one'), 'one');
    const { engine, files } = memoryContainer({ '/app': folder });
    const told: number[][] = [];
    const sources = [join(local, 'src'), join(local, 'one')];
    await upload(engine, { container: 'c1', folder: '/app', sources }, (...bytes) => told.push(bytes));
    assert.equal(files.get(`/app/src/deep/${nasty}`)?.content, 'nasty');
    assert.equal(files.get('/app/src/.dockerignore')?.content, '*');
    assert.equal(files.get('/app/src/l')?.linkTarget, 'deep');
    assert.equal(files.get('/app/one')?.content, 'one');
    assert.deepEqual(told.at(-1), [9, 9]);
    await upload(engine, { container: 'c1', folder: '/', sources: [join(local, 'src')], contentsOnly: true }, ignore);
    assert.equal(files.get(`/deep/${nasty}`)?.content, 'nasty');
    await assert.rejects(upload(engine, { container: 'c1', folder: '/', sources: [join(local, 'no')] }, ignore), {
      message: uploadSentences.notThere(join(local, 'no')),
    });
  });
});
