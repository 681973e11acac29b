// What is dropped on a row, as the editor hands it over; and files of a volume in an editor.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CancellationTokenSource, commands, DataTransfer, DataTransferItem, Uri, window, workspace } from 'vscode';
import { readContent, writeContent } from '../../src/container-files/container-files.ts';
import { createVolumeFiles, type VolumeFiles } from '../../src/container-files/volume-files.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Row } from '../../src/explorer/kind.ts';
import { TreeNode } from '../../src/explorer/tree-nodes.ts';
import { dropController, withLocalPaths } from '../../src/vscode/drop.ts';

const volume = 'longshore-test-vscode-volume';
const nasty = '#it\'s "100%41" $HOME `id` 🚢';

describe('files of volumes, and files that are dropped', () => {
  let engine: Engine;
  let files: VolumeFiles;
  let folder: string;
  const at = (path: string) => Uri.from({ scheme: 'longshore-volume', path: `/${volume}${path}` });
  const content = async (path: string) => (await files.use(volume, path, readContent)).toString();

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    files = createVolumeFiles({ engine: async () => engine, log: (line) => assert.fail(line) });
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    await engine.volumes.create({ name: volume });
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    // The extension's own helper, too.
    await files.release(engine, [volume]);
    await engine.volumes.remove(volume);
    assert.deepEqual(await engine.volumes.helpers(), []);
    engine.close();
    rmSync(folder, { recursive: true });
  });

  it('are edited, renamed and deleted in an editor', async () => {
    await files.use(volume, `/${nasty}`, (_, id, path) => writeContent(engine, id, path, Buffer.from('old')));
    const editor = await window.showTextDocument(await workspace.openTextDocument(at(`/${nasty}`)));
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), 'new '));
    assert.equal(await editor.document.save(), true);
    assert.equal(await content(`/${nasty}`), 'new old');
    await workspace.fs.createDirectory(at('/sub'));
    await workspace.fs.rename(at(`/${nasty}`), at('/sub/renamed'));
    assert.equal(await content('/sub/renamed'), 'new old');
    assert.deepEqual(
      (await workspace.fs.readDirectory(at('/'))).map(([name]) => name),
      ['sub'],
    );
    await workspace.fs.delete(at('/sub'), { recursive: true });
    assert.deepEqual(await workspace.fs.readDirectory(at('/')), []);
  });

  it('come from this disk as they are, from elsewhere as copies that go again', async () => {
    const local = join(folder, nasty);
    writeFileSync(local, 'local');
    await workspace.fs.writeFile(at(`/${nasty}`), Buffer.from('remote'));
    const transfer = new DataTransfer();
    const list = ['# a remark', Uri.file(local).toString(), at(`/${nasty}`).toString(), ''].join('\r\n');
    transfer.set('text/uri-list', new DataTransferItem(list));
    let paths: readonly string[] = [];
    await withLocalPaths(transfer, async (given) => {
      paths = given;
      assert.deepEqual(
        given.map((path) => [basename(path), readFileSync(path, 'utf8')]),
        [
          [nasty, 'local'],
          [nasty, 'remote'],
        ],
      );
    });
    assert.deepEqual(
      paths.map((path) => existsSync(path)),
      [true, false],
    );
    assert.equal(paths[0], local);
  });

  it('leave no copy behind when the work fails, nor when one cannot be read', async () => {
    const copies = async () => (await workspace.fs.readDirectory(Uri.file(tmpdir()))).map(([name]) => name);
    const before = (await copies()).filter((name) => name.startsWith('longshore-drop-'));
    const dropping = (uri: Uri) => {
      const transfer = new DataTransfer();
      transfer.set('text/uri-list', new DataTransferItem(uri.toString()));
      return withLocalPaths(transfer, async () => Promise.reject(new Error('said no')));
    };
    await assert.rejects(dropping(at(`/${nasty}`)), /said no/);
    await assert.rejects(dropping(at('/no such')));
    assert.deepEqual(
      (await copies()).filter((name) => name.startsWith('longshore-drop-')),
      before,
    );
  });

  it('are moved from row to row of one volume, and copied from all else; dragged out they are addresses', async () => {
    const nodeOf = (id: string): TreeNode => {
      const row = { object: { kind: 'file', id } } as unknown as Row;
      return Object.assign(new TreeNode(id, row), { engine: engine.id });
    };
    const done: unknown[] = [];
    const controller = dropController(
      {
        move: async (target, moved) => void done.push(['move', target.id, moved.map(({ id }) => id)]),
        upload: async (target, paths) => void done.push(['upload', target.id, paths.map((path) => basename(path))]),
      },
      'longshore.volumes',
      window.createOutputChannel('drops', { log: true }),
    );
    const token = new CancellationTokenSource().token;
    const target = nodeOf(`volume:${volume}:/folder`);
    const dragged = new DataTransfer();
    await controller.handleDrag?.([nodeOf(`volume:${volume}:/${nasty}`)], dragged, token);
    const uri = Uri.from({ scheme: 'longshore-volume', authority: engine.id, path: `/${volume}/${nasty}` });
    assert.equal(await dragged.get('text/uri-list')?.asString(), uri.toString());
    await controller.handleDrop?.(target, dragged, token);
    const local = join(folder, 'of this disk');
    writeFileSync(local, 'x');
    const mixed = new DataTransfer();
    await workspace.fs.writeFile(at('/from elsewhere'), Buffer.from('x'));
    const list = [Uri.file(local), at('/from elsewhere')].join('\r\n');
    mixed.set('text/uri-list', new DataTransferItem(list));
    await controller.handleDrop?.(target, mixed, token);
    const container = new DataTransfer();
    await controller.handleDrag?.(
      [Object.assign(nodeOf('c'), { row: { object: { kind: 'container' } } })],
      container,
      token,
    );
    assert.equal(container.get('text/uri-list'), undefined);
    assert.deepEqual(done, [
      ['move', target.row.object?.id, [`volume:${volume}:/${nasty}`]],
      ['upload', target.row.object?.id, ['of this disk', 'from elsewhere']],
    ]);
    assert.deepEqual(controller.dropMimeTypes, [
      'text/uri-list',
      'files',
      'application/vnd.code.tree.longshore.volumes',
    ]);
  });
});
