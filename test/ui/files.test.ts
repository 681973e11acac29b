// The files below the rows of a container and a volume, as a user goes through them with the keyboard and the pointer.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { newFilePrompt, newNamePrompt, noTrash } from '../../src/commands/files/rows.ts';
import { createFolder, readContent, writeContent } from '../../src/container-files/container-files.ts';
import { createVolumeFiles } from '../../src/container-files/volume-files.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { titleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';

const image = 'longshore-test-busybox:1';
const name = 'longshore-test-files-web';
const volume = 'longshore-test-files-data';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('files below the rows of the tree', function () {
  this.timeout(120_000);
  let engine: Engine;
  let id = '';

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
    await engine.volumes.create({ name: volume });
  });
  beforeEach(async () => {
    const mounts = [{ kind: 'volume', source: volume, destination: '/data', readOnly: false }] as const;
    const command = ['sh', '-c', 'trap exit TERM; sleep 1000 & wait'];
    id = await engine.containers.create({ image, name, command, mounts });
    await createFolder(engine, id, '/app');
    await writeContent(engine, id, '/app/package.json', Buffer.from('{ "name": "shop" }\n'));
    await writeContent(engine, id, '/app/server.conf', Buffer.from('listen 80\n'));
    await writeContent(engine, id, '/app/bad\u202ename', Buffer.from('x'));
    await engine.containers.start(id);
    await writeContent(engine, id, '/data/shop.db', Buffer.from('rows'));
  });
  afterEach(async () => engine.containers.remove(id, { force: true }));
  after(async () => {
    // What the windows reached it through lingers for some seconds.
    await createVolumeFiles({ engine: async () => engine, log: (line) => assert.fail(line) }).release(engine, [volume]);
    await engine.volumes.remove(volume);
    engine.close();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`are opened, made, renamed and deleted (${theme})`, async () => {
      const vscode = await openVsCode({ theme, screenshots: `files-${theme}` });
      await vscode.use(async () => {
        await vscode.openContainer('Longshore');
        const row = vscode.treeItem(new RegExp(`^${name}`));
        await row.waitFor();
        // A click selects: nothing opens below it, and no row moves.
        await row.click();
        assert.equal(await row.getAttribute('aria-expanded'), 'false');
        await vscode.press('ArrowRight');
        await vscode.treeItem(/^Files, folder/).click();
        await vscode.treeItem(/^app, folder/).click();
        const file = vscode.treeItem(/^package\.json/);
        await file.waitFor();
        await vscode.treeItem(/^bad�name/).waitFor();

        // Keys: the one that deletes opens no editor on the way.
        await vscode.treeItem(/^app, folder/).click();
        await vscode.treeItem(/^server\.conf/).waitFor({ state: 'detached' });
        await vscode.press('ArrowRight');
        await vscode.treeItem(/^server\.conf/).waitFor();
        await vscode.press('ArrowDown');
        await vscode.press('ArrowDown');
        await vscode.press('F2');
        await vscode.answer(newNamePrompt('/app/package.json'), 'renamed.json');
        await vscode.treeItem(/^renamed\.json/).waitFor();
        await vscode.treeItem(/^server\.conf/).click();
        await vscode.savedTab('server.conf').waitFor();
        await vscode.hoverRow(/^renamed\.json/, /Permissions/);
        await vscode.screenshot('opened');
        await vscode.treeItem(/^renamed\.json/).click({ modifiers: ['Control'] });
        await vscode.press('Delete');
        const asked = await vscode.dialog(/Delete/);
        assert.ok(asked.includes(noTrash), asked);
        await vscode.screenshot('asked');
        await vscode.pressInDialog('Delete');
        await vscode.treeItem(/^renamed\.json/).waitFor({ state: 'detached' });

        await vscode.pressInline(/^app, folder/, titleOf('longshore.file.create'));
        await vscode.answer(newFilePrompt('/app'), 'made.txt');
        await vscode.savedTab('made.txt').waitFor();
        await vscode.treeItem(/^made\.txt/).waitFor();

        await vscode.view('Volumes').click();
        await vscode.treeItem(new RegExp(`^${volume}`)).click();
        await vscode.press('ArrowRight');
        await vscode.treeItem(/^shop\.db/).click();
        await vscode.savedTab('shop.db').waitFor();
        await vscode.screenshot('volume');
      });
    });
  }

  it('are dragged with the mouse: into a folder, and into an editor', async () => {
    await createFolder(engine, id, '/app/deep');
    const vscode = await openVsCode({ screenshots: 'files-dragged' });
    await vscode.use(async () => {
      await vscode.openFile('shop/price.js');
      await vscode.openContainer('Longshore');
      await vscode.treeItem(new RegExp(`^${name}`)).click();
      await vscode.press('ArrowRight');
      await vscode.treeItem(/^Files, folder/).click();
      await vscode.treeItem(/^app, folder/).click();
      const folder = vscode.treeItem(/^deep, folder/);
      const file = vscode.treeItem(/^package\.json/);

      await vscode.drag(file, folder);
      assert.match(await vscode.dialog(/Move/), /Move "\/app\/package\.json" to "\/app\/deep"/);
      await vscode.screenshot('asked');
      await vscode.pressInDialog('Move');
      await file.waitFor({ state: 'detached' });
      await folder.click();
      await file.waitFor();
      assert.match(String(await readContent(engine, id, '/app/deep/package.json')), /shop/);

      await vscode.drag(vscode.treeItem(/^server\.conf/), vscode.page.locator('.editor-instance').first());
      await vscode.savedTab('server.conf').waitFor();
      await vscode.screenshot('opened');
    });
  });
});
