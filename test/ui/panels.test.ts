// The panels as a user sees them: opened from the sidebar, with live readings, in light and dark, looked over by axe.
// Each step keeps a screenshot in out/screenshots/.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { openVsCode, type VsCode } from './driver.ts';

const name = 'longshore-test-panels';
const volume = 'longshore-test-panels-data';
const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

/** The page inside of the webview's two frames, once it shows this text. */
async function webview({ page }: VsCode, text: string): Promise<Frame> {
  const inner = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await inner.getByText(text).first().waitFor();
  const frame = await (await inner.locator('body').elementHandle())?.ownerFrame();
  assert.ok(frame);
  return frame;
}

async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const results = (await frame.evaluate('axe.run()')) as axe.AxeResults;
  assert.ok(results.passes.length > 10, `axe looked at ${results.passes.length} things`);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

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

  for (const theme of ['light', 'dark'] as const) {
    it(`show live stats, processes, a container’s facts and the disk (${theme})`, async () => {
      const vscode = await openVsCode({ theme, screenshots: `panels-${theme}` });
      await vscode.use(async () => {
        await vscode.step('volumes and networks', async () => {
          await vscode.openContainer('Longshore');
          await vscode.view('Volumes').click();
          await vscode.treeItem(new RegExp(`^${volume} unused`)).waitFor();
          await vscode.view('Networks').click();
          await vscode.treeItem(/^bridge bridge/).waitFor();
        });
        await vscode.treeItem(new RegExp(name)).waitFor();
        await vscode.chooseFromMenu(new RegExp(name), 'Show Container Stats');
        const frame = await webview(vscode, 'CPU');
        // A line needs two readings.
        await frame.locator('figure:has-text("Memory") path.first[d*="L"]').waitFor();
        await frame.getByText(/^[\d.]+ [kM]?B of /).waitFor();
        // Sorted by what is pressed, with the keyboard as with the pointer.
        await frame.getByRole('button', { name: 'CPU' }).press('Enter');
        await frame.locator('th[aria-sort="descending"]', { hasText: 'CPU' }).waitFor();
        await frame.getByRole('button', { name: 'Show Processes of' }).focus();
        await vscode.press('Enter');
        await frame
          .getByRole('cell', { name: /sleep|trap/ })
          .first()
          .waitFor();
        await vscode.screenshot('stats');
        assert.deepEqual(await violations(frame), []);

        await vscode.chooseFromMenu(new RegExp(name), 'Describe Container');
        await webview(vscode, 'Restart policy');
        await vscode.screenshot('container');
        await vscode.runCommand('Longshore: Show Disk Usage');
        await webview(vscode, 'Measure Again');
        await vscode.screenshot('disk');
      });
    });
  }
});
