// Files in containers in a real editor, against the real engine: running and stopped, with names as people do not give.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { commands, FileSystemError, FileType, Uri, window, workspace } from 'vscode';
import { notEmpty } from '../../src/container-files/changes.ts';
import { readContent, writeContent } from '../../src/container-files/container-files.ts';
import { mountedFile } from '../../src/container-files/mounted-paths.ts';
import { factsOf } from '../../src/container-files/path-facts.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { isEngineError } from '../../src/errors.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';

const baseImage = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const nasty = ['with space', 'quo\'te"s', '$HOME `id`', 'line\nend', '🚢 שלום', '-rf', '#hash?query', '%41', '*'];

/** Makes a folder with a file that has an owner and permissions of its own, and symlinks; then waits. */
const script = `mkdir -p /app/sub && echo old >/app/run && chown 70:71 /app/run && chmod 4750 /app/run
ln -s run /app/link && ln -s sub /app/to-sub && ln -s nowhere /app/broken
trap "exit 0" TERM; touch /ready; while :; do sleep 0.1; done`;

describe('files in containers', () => {
  let engine: Engine;
  let id: string;

  const at = (path: string, authority: string | undefined = engine.id) =>
    Uri.from({ scheme: 'longshore-container', authority, path: `/${id}${path}` });
  const read = async (path: string) => Buffer.from(await workspace.fs.readFile(at(path))).toString();
  const write = (path: string, text: string) => workspace.fs.writeFile(at(path), Buffer.from(text));
  const namesIn = async (path: string) => (await workspace.fs.readDirectory(at(path))).map(([name]) => name).sort();
  const failsWith = (code: string) => (error: unknown) => error instanceof FileSystemError && error.code === code;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: baseImage });
  });

  beforeEach(async () => {
    id = await engine.containers.create({
      image: baseImage,
      name: 'longshore-test-vscode-files',
      command: ['sh', '-c', script],
      labels: { 'longshore.test': '1' },
    });
    await engine.containers.start(id);
    for (;;) {
      const ready = await factsOf(engine, id, '/ready').catch((error: unknown) => {
        if (!isEngineError(error, 'not-found')) throw error;
      });
      if (ready) break;
    }
  });

  afterEach(async () => {
    await commands.executeCommand('workbench.action.files.revert');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await engine.containers.remove(id, { force: true });
  });

  after(() => engine.close());

  it('tell folders, files and symlinks', async () => {
    assert.deepEqual(
      (await workspace.fs.readDirectory(at('/app'))).sort(([a], [b]) => (a < b ? -1 : 1)),
      [
        ['broken', FileType.SymbolicLink],
        ['link', FileType.SymbolicLink | FileType.File],
        ['run', FileType.File],
        ['sub', FileType.Directory],
        ['to-sub', FileType.SymbolicLink | FileType.Directory],
      ],
    );
    const { type, size, mtime } = await workspace.fs.stat(at('/app/link'));
    assert.deepEqual([type, size], [FileType.SymbolicLink | FileType.File, 4]);
    assert.ok(Math.abs(mtime - Date.now()) < 120_000, String(mtime));
    await assert.rejects(async () => workspace.fs.stat(at('/no')), failsWith('FileNotFound'));
  });

  it('are found by addresses without an engine, as they were written before, and not on another engine', async () => {
    assert.equal(Buffer.from(await workspace.fs.readFile(at('/app/run', ''))).toString(), 'old\n');
    await assert.rejects(async () => workspace.fs.stat(at('/app/run', 'f00000000001')), failsWith('Unavailable'));
    await assert.rejects(async () => workspace.fs.rename(at('/app/run', ''), at('/app/renamed')));
  });

  it('are written, read, renamed and deleted under any name', async () => {
    await workspace.fs.createDirectory(at('/app/new folder'));
    for (const name of nasty) await write(`/app/new folder/${name}`, `in ${name}`);
    assert.deepEqual(await namesIn('/app/new folder'), [...nasty].sort());
    for (const name of nasty) {
      assert.equal(await read(`/app/new folder/${name}`), `in ${name}`);
      await workspace.fs.rename(at(`/app/new folder/${name}`), at(`/app/sub/${name}`));
    }
    assert.deepEqual(await namesIn('/app/sub'), [...nasty].sort());
    for (const name of nasty) await workspace.fs.delete(at(`/app/sub/${name}`));
    assert.deepEqual(await namesIn('/app/sub'), []);
    await write('/app/new folder/deep', 'x');
    await workspace.fs.delete(at('/app/new folder'), { recursive: true });
    await assert.rejects(async () => workspace.fs.stat(at('/app/new folder')), failsWith('FileNotFound'));
  });

  it('keep owner and permissions when an editor saves them', async () => {
    const before = await engine.files.stat(id, '/app/run');
    const editor = await window.showTextDocument(await workspace.openTextDocument(at('/app/link')));
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'new '));
    assert.equal(await editor.document.save(), true);
    assert.equal(await read('/app/run'), 'new old\n');
    assert.equal((await engine.files.stat(id, '/app/run')).mode, before.mode);
    assert.equal((await engine.files.stat(id, '/app/link')).kind, 'symlink');
  });

  it('are not overwritten if they have changed since they were opened', async () => {
    const document = await workspace.openTextDocument(at('/app/run'));
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(0), 'mine '));
    await writeContent(engine, id, '/app/run', Buffer.from('somebody else’s, and longer\n'));
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal((await readContent(engine, id, '/app/run')).toString(), 'somebody else’s, and longer\n');
  });

  it('are there in a stopped container, too, and can be changed, renamed and deleted', async () => {
    await engine.containers.stop(id);
    assert.deepEqual(await namesIn('/app'), ['broken', 'link', 'run', 'sub', 'to-sub']);
    assert.ok((await namesIn('/')).includes('app'));
    await write('/app/sub/made while stopped', 'x');
    assert.equal(await read('/app/sub/made while stopped'), 'x');
    await workspace.fs.rename(at('/app/sub'), at('/app/renamed'));
    assert.equal(await read('/app/renamed/made while stopped'), 'x');
    await assert.rejects(
      async () => workspace.fs.delete(at('/app/renamed')),
      ({ message }: Error) => message.includes(notEmpty('/app/renamed')),
    );
    await workspace.fs.delete(at('/app/renamed'), { recursive: true });
    await workspace.fs.delete(at('/app/run'));
    assert.deepEqual(await namesIn('/app'), ['broken', 'link', 'to-sub']);
  });

  it('say why a mounted one cannot be replaced', async () => {
    await assert.rejects(
      async () => write('/etc/hosts', '127.0.0.1 x\n'),
      ({ message }: Error) => message.includes(mountedFile('/etc/hosts', undefined).message),
    );
  });
});
