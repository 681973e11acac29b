import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BuildContextError, contextFileSentences } from '../../../../src/build-context/error.ts';
import { fileSyncMethods, type SyncFolder } from '../../../../src/engine/buildkit/session/file-sync.ts';
import type { SyncProgress } from '../../../../src/engine/buildkit/session/sync-sender.ts';
import { receive, type SessionClient, sessionClient } from './session-client.ts';

describe('the files of a build, as the engine asks for them', () => {
  let folder: string;
  let client: SessionClient;
  let failures: BuildContextError[];
  let progress: SyncProgress[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    failures = [];
    progress = [];
    const folders = new Map<string, SyncFolder>([
      ['context', { folder, onProgress: (each) => progress.push(each) }],
      ['dockerfile', { folder, usually: ['Dockerfile'], followLinks: true }],
    ]);
    client = await sessionClient(fileSyncMethods(folders, (error) => failures.push(error)));
  });
  afterEach(async () => {
    await client.close();
    rmSync(folder, { recursive: true });
  });

  function write(path: string, content: string | Buffer = path): string {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    return join(folder, path);
  }
  const context = (more: Record<string, string | string[]> = {}) => ({ 'dir-name': 'context', ...more });
  const openFiles = () =>
    readdirSync('/proc/self/fd').filter((number) => {
      try {
        return readlinkSync(`/proc/self/fd/${number}`).startsWith(folder);
      } catch {
        // The folder's own number, which is closed again.
        return false;
      }
    });

  it('are told folder by folder, by the bytes of their names, and sent whole', async () => {
    for (const path of ['a/z', 'a-b', 'a b/c', 'B', 'ä', '\ue000', '🚢', 'empty', 'a/y/x']) write(path);
    write('empty', '');
    const large = Buffer.from(Array.from({ length: 700_001 }, (_, index) => index % 251));
    write('large', large);
    const { answer, entries } = await receive(client, context());
    assert.equal(answer.status, 0);
    assert.deepEqual(
      entries.map(({ path }) => path),
      ['B', 'a', 'a/y', 'a/y/x', 'a/z', 'a b', 'a b/c', 'a-b', 'empty', 'large', 'ä', '\ue000', '🚢'],
    );
    assert.equal(entries.find(({ path }) => path === 'large')?.content, large.toString('latin1'));
    assert.equal(entries.find(({ path }) => path === 'empty')?.content, '');
    assert.equal(entries.find(({ path }) => path === 'a')?.mode, 2 ** 31 + 0o755);
    assert.deepEqual(progress.at(-1), {
      files: 10,
      bytes: 700_001 + entries.reduce((sum, { path, size }) => sum + (path === 'large' || size === 4096 ? 0 : size), 0),
      seen: { files: 10, bytes: progress.at(-1)?.bytes },
      complete: true,
    });
    assert.deepEqual(openFiles(), []);
  });

  it('are one file under several names', async () => {
    linkSync(write('one', 'the same'), join(folder, 'three'));
    linkSync(join(folder, 'one'), join(folder, 'two'));
    const { entries } = await receive(client, context());
    assert.deepEqual(
      entries.map(({ path, link, size, content }) => [path, link, size, content]),
      [
        ['one', '', 8, 'the same'],
        ['three', 'one', 0, undefined],
        ['two', 'one', 0, undefined],
      ],
    );
    // The first name that is told is the file.
    const rest = await receive(client, context({ 'exclude-patterns': 'one' }));
    assert.deepEqual(
      rest.entries.map(({ path, link }) => [path, link]),
      [
        ['three', ''],
        ['two', 'three'],
      ],
    );
  });

  it('are those that the engine names, without what it leaves out', async () => {
    for (const path of ['a, b', 'a', ' b', 'src/x.log', 'src/y', 'src/deep/z', 'lib/q', 'other/w']) write(path);
    symlinkSync('../lib', join(folder, 'src', 'link'));
    const paths = async (more: Record<string, string | string[]>) =>
      (await receive(client, context(more))).entries.map(({ path }) => path);
    assert.deepEqual(await paths({ followpaths: ['a, b', 'src/link/q'] }), ['a, b', 'lib', 'lib/q', 'src', 'src/link']);
    assert.deepEqual(await paths({ followpaths: 'src', 'exclude-patterns': ['**/*.log', 'src/deep'] }), [
      'src',
      'src/link',
      'src/y',
    ]);
    assert.deepEqual(await paths({ 'include-patterns': ['*/y', 'a'] }), ['a', 'src', 'src/y']);
    assert.deepEqual(await paths({ 'exclude-patterns': ['*', '!src/deep'] }), ['src', 'src/deep', 'src/deep/z']);
    assert.equal((await paths({ followpaths: '/' })).length, 13);
  });

  it('have names of every kind, however they are sent', async () => {
    write('ä+ b');
    const raw = Buffer.from('ä+ b').toString('latin1');
    for (const followpaths of [{ followpaths: raw }, { followpaths: '%C3%A4%2B+b', 'followpaths-encoded': '1' }]) {
      const { entries } = await receive(client, context(followpaths));
      assert.deepEqual(
        entries.map(({ path }) => path),
        ['ä+ b'],
      );
    }
  });

  it('are no more of the Dockerfile’s folder than the Dockerfile', async () => {
    write('Dockerfile');
    write('other');
    const { entries } = await receive(client, { 'dir-name': 'dockerfile' });
    assert.deepEqual(
      entries.map(({ path, content }) => [path, content]),
      [['Dockerfile', 'Dockerfile']],
    );
    const unknown = await receive(client, { 'dir-name': 'root' });
    assert.deepEqual([unknown.answer.status, unknown.entries.length], [5, 0]);
  });

  const changes: [what: string, size: number, change: (path: string) => void, say: (path: string) => string][] = [
    ['disappear', 10, (path) => rmSync(path), contextFileSentences.removed],
    ['disappear', 300_000, (path) => rmSync(path), contextFileSentences.removed],
    ['become shorter', 10, (path) => truncateSync(path, 5), contextFileSentences.truncated],
    ['become shorter', 300_000, (path) => truncateSync(path, 200_000), contextFileSentences.truncated],
    [
      'become a folder',
      10,
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
      (path) => contextFileSentences.unreadable(path, 'EISDIR'),
    ],
    [
      'become a pipe that nobody writes to',
      10,
      (path) => {
        rmSync(path);
        execFileSync('mkfifo', [path]);
      },
      contextFileSentences.truncated,
    ],
  ];
  for (const [what, size, change, say] of changes) {
    it(`fail with a name when they ${what} (${size} bytes)`, async () => {
      const path = write('x', Buffer.alloc(size));
      const { answer } = await receive(client, context(), () => {
        change(path);
        return true;
      });
      assert.equal(answer.status, 2);
      assert.equal(failures[0]?.message, say(path));
      assert.ok(failures[0] instanceof BuildContextError);
      assert.deepEqual(openFiles(), []);
    });
  }

  it('fail with a name where they may not be read, unless nobody wants them', async () => {
    // Others must get as far as the folder, which may be in one of the run's own.
    const above = dirname(folder);
    const { mode } = statSync(above);
    if ((mode & 0o001) === 0) chmodSync(above, 0o711);
    chmodSync(folder, 0o755);
    for (const path of ['secret', 'locked/x']) write(path);
    chmodSync(join(folder, 'secret'), 0);
    chmodSync(join(folder, 'locked'), 0);
    const refused = async (metadata: Record<string, string>, path: string) => {
      failures.length = 0;
      assert.equal((await receive(client, context(metadata))).answer.status, 2);
      assert.equal(failures[0]?.message, contextFileSentences.unreadable(join(folder, path), 'EACCES'));
    };
    const root = process.geteuid?.() === 0;
    // Root may read everything.
    if (root) process.seteuid?.(65534);
    try {
      await refused({ followpaths: 'secret' }, 'secret');
      await refused({ followpaths: 'locked' }, 'locked');
      const { answer } = await receive(client, context({ 'exclude-patterns': ['secret', 'locked'] }));
      assert.equal(answer.status, 0);
    } finally {
      if (root) process.seteuid?.(0);
      chmodSync(above, mode);
      chmodSync(join(folder, 'locked'), 0o755);
    }
  });

  it('are as long as they were when they were told', async () => {
    const path = write('x', 'short');
    const { entries } = await receive(client, context(), () => {
      writeFileSync(path, 'longer than before');
      return true;
    });
    assert.equal(entries[0]?.content, 'longe');
  });

  it('are closed when the engine does not want them any more', async () => {
    write('large', '');
    truncateSync(join(folder, 'large'), 500_000_000);
    const stream = client.open('/moby.filesync.v1.FileSync/DiffCopy', context());
    stream.on('error', () => {});
    stream.write(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
    await new Promise<void>((resolve) => {
      let bytes = 0;
      stream.on('data', (piece) => {
        bytes += piece.length;
        if (bytes > 1_000_000) resolve();
      });
    });
    assert.equal(openFiles().length, 1);
    stream.close(8);
    await client.close();
    // The reader sets the pace: what nobody takes is not read.
    assert.ok((progress.at(-1)?.bytes ?? 0) < 50_000_000);
    while (openFiles().length > 0) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(failures, []);
  });
});
