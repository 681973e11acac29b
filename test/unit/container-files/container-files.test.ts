import assert from 'node:assert/strict';
import {
  createFolder,
  fileKindSentences,
  listFolder,
  readContent,
  writeContent,
} from '../../../src/container-files/container-files.ts';
import { factsOf } from '../../../src/container-files/path-facts.ts';
import { memoryContainer } from './memory-files.ts';

const folder = { kind: 'folder' } as const;
const file = (content: string, more = {}) => ({ kind: 'file' as const, content, ...more });
const link = (linkTarget: string) => ({ kind: 'symlink' as const, linkTarget });

describe('files of a container', () => {
  it('follows symlinks, relative and absolute, and tells those that lead nowhere or in a circle', async () => {
    const { engine } = memoryContainer({
      '/d': folder,
      '/d/f': file('abc'),
      '/d/rel': link('f'),
      '/abs': link('/d/rel'),
      '/gone': link('/no'),
      '/one': link('two'),
      '/two': link('one'),
    });
    const { realPath, isSymlink, kind, size } = await factsOf(engine, 'c1', '/abs');
    assert.deepEqual([realPath, isSymlink, kind, size], ['/d/f', true, 'file', 3]);
    for (const path of ['/gone', '/one']) {
      assert.equal((await factsOf(engine, 'c1', path)).realPath, undefined, path);
      await assert.rejects(readContent(engine, 'c1', path), { message: fileKindSentences.brokenSymlink(path) });
    }
    assert.equal((await readContent(engine, 'c1', '/abs')).toString(), 'abc');
    await assert.rejects(readContent(engine, 'c1', '/d'), { message: fileKindSentences.folder('/d') });
  });

  it('keeps owner, permissions and extended attributes of a file that is saved', async () => {
    const records = new Map([['SCHILY.xattr.user.x', Buffer.from([0, 10, 255])]]);
    const { engine, files } = memoryContainer({ '/run': file('old', { mode: 0o4750, owner: 70, group: 71, records }) });
    await writeContent(engine, 'c1', '/run', Buffer.from('new'));
    const saved = files.get('/run');
    assert.deepEqual([saved?.content, saved?.mode, saved?.owner, saved?.group], ['new', 0o4750, 70, 71]);
    assert.deepEqual([...(saved?.records ?? [])], [...records]);
  });

  it('writes what a symlink leads to, and leaves the symlink', async () => {
    const { engine, files } = memoryContainer({ '/d': folder, '/d/f': file('old'), '/l': link('d/f') });
    await writeContent(engine, 'c1', '/l', Buffer.from('new'));
    assert.deepEqual([files.get('/l')?.kind, files.get('/d/f')?.content], ['symlink', 'new']);
  });

  it('gives what is new to the owner of its folder', async () => {
    const { engine, files } = memoryContainer({ '/home': { kind: 'folder', owner: 1000, group: 1001 } });
    const name = '/home/a "b" $c\n🚢';
    await writeContent(engine, 'c1', name, Buffer.from(''));
    await createFolder(engine, 'c1', '/home/new');
    for (const [path, mode] of [
      [name, 0o644],
      ['/home/new', 0o755],
    ] as const) {
      const made = files.get(path);
      assert.deepEqual([made?.owner, made?.group, made?.mode], [1000, 1001, mode], path);
    }
    await assert.rejects(writeContent(engine, 'c1', '/no/file', Buffer.from('')), { kind: 'not-found' });
  });

  it('lists a stopped container from its archive', async () => {
    const { engine } = memoryContainer({ '/b': file('x'), '/d': folder, '/d/x': file('y'), '/l': link('d') });
    const { files } = await listFolder(engine, 'c1', '/');
    assert.deepEqual(
      files.map(({ name, kind, target }) => [name, kind, target]),
      [
        ['d', 'folder', undefined],
        ['l', 'symlink', 'folder'],
        ['b', 'file', undefined],
      ],
    );
    assert.deepEqual(
      (await listFolder(engine, 'c1', '/l')).files.map(({ name }) => name),
      ['x'],
    );
    await assert.rejects(listFolder(engine, 'c1', '/b'), { message: fileKindSentences.notFolder('/b') });
  });

  it('asks a running container itself, and falls back to the archive where it has no shell', async () => {
    const has = { '/in-archive': file('x') };
    const output = '4\n/81a4 4 1700000000 by\nstat\n//\n/81a4 4 1700000000 by\nstat\n';
    const shell = memoryContainer(has, () => ({ output, exitCode: 0 }));
    assert.deepEqual(
      (await listFolder(shell.engine, 'c1', '/')).files.map(({ name }) => name),
      ['by\nstat'],
    );
    const scratch = memoryContainer(has, () => ({ output: 'sh: not found\n', exitCode: 127 }));
    assert.deepEqual(
      (await listFolder(scratch.engine, 'c1', '/')).files.map(({ name }) => name),
      ['in-archive'],
    );
  });
});
