// The panels as a user sees them: opened from the sidebar, with live readings, looked over by axe.
// Each step keeps a screenshot in out/screenshots/.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { doing, looksRightInEachTheme, pageContent } from './page-frame.ts';

const name = 'longshore-test-panels';
const volume = 'longshore-test-panels-data';
const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('panels and pages in the editor', function () {
  this.timeout(120_000);
  let engine: Engine;
  let id: string;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
    id = await engine.containers.create({
      image,
      name,
      command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.02; done'],
      labels: { 'longshore.test': '1' },
    });
    await engine.containers.start(id);
    await engine.volumes.create({ name: volume });
  });

  after(async () => {
    await engine.containers.remove(id, { force: true });
    await engine.volumes.remove(volume);
    engine.close();
  });

  it('show live stats, processes, a container’s facts and the disk', async () => {
    const vscode = await openVsCode({ screenshots: 'panels' });
    await vscode.use(async () => {
      await vscode.step('volumes and networks', async () => {
        await vscode.openContainer('Longshore');
        await vscode.view('Volumes').click();
        await vscode.treeItem(new RegExp(`^${volume} unused`)).waitFor();
        await vscode.view('Networks').click();
        await vscode.treeItem(/^bridge bridge/).waitFor();
      });
      await vscode.treeItem(new RegExp(name)).waitFor();
      await vscode.chooseFromMenu(new RegExp(name), titleOf('longshore.container.stats'));
      const frame = pageContent(vscode);
      // A line needs two readings.
      await frame.locator('figure[data-of="memory"] path.first[d*="L"]').waitFor();
      await frame.getByText(/^[\d.]+ [kM]?B of /).waitFor();
      // Sorted by what is pressed, with the keyboard as with the pointer.
      await frame.getByRole('button', { name: 'CPU' }).press('Enter');
      await frame.locator('th[aria-sort="descending"]', { hasText: 'CPU' }).waitFor();
      await frame
        .getByRole('button', { name })
        .and(frame.locator(doing('processes')))
        .focus();
      await vscode.press('Enter');
      await frame
        .getByRole('cell', { name: /sleep|trap/ })
        .first()
        .waitFor();
      await looksRightInEachTheme(vscode, 'CPU', 'stats');

      await vscode.chooseFromMenu(new RegExp(name), titleOf('longshore.container.describe'));
      await frame.locator('#overview').waitFor();
      await vscode.screenshot('container');
      await vscode.runCommand(paletteTitleOf('longshore.diskUsage'));
      await frame.locator(doing('measure')).waitFor();
      await vscode.screenshot('disk');
    });
  });
});
