// The page of logs as a user sees it: two containers merged, searched and filtered while they speak; looked over by axe.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { titleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const speaker = (name: string) => `i=0; while :; do i=$((i+1))
printf '{"level":"info","msg":"${name} served %d","user":"anna"}\\n' $i
printf '\\033[36m${name}\\033[0m plain <b>%d</b>\\n' $i
[ $((i % 5)) = 0 ] && echo "ERROR ${name} failed $i" >&2
sleep 0.2; done`;

describe('the page of logs in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;
  const ids: string[] = [];

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
    for (const name of ['longshore-test-web', 'longshore-test-db']) {
      const id = await engine.containers.create({
        image,
        name,
        command: ['sh', '-c', speaker(name.slice(-3))],
        labels: { 'longshore.test': '1' },
      });
      ids.push(id);
      await engine.containers.start(id);
    }
  });
  after(async () => {
    for (const id of ids) await engine.containers.remove(id, { force: true });
    engine.close();
  });

  it('follows, searches and filters', async () => {
    const vscode = await openVsCode({ screenshots: 'page-logs' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(/longshore-test-web/).waitFor();
      await vscode.selectRows(/longshore-test-db/, /longshore-test-web/);
      await vscode.chooseFromMenu(/longshore-test-web/, 'More Logs', titleOf('longshore.container.logsPage'));
      await page.locator('.line', { hasText: 'plain <b>' }).first().waitFor();
      await page.locator('.line', { hasText: 'ERROR' }).first().waitFor();
      await vscode.screenshot('following');
      await page.getByRole('searchbox', { name: 'Search' }).fill('served 1');
      await page.locator('mark').first().waitFor();
      await page.getByText(/^\d+ of \d+$/).waitFor();
      await page.locator('.line.hit mark').waitFor();
      await looksRightInEachTheme(vscode, 'lines', 'searched');
      // Going to what was found has paused it, where that was not the last line; a filter that leaves few lines changes nothing of it.
      const pause = page.getByRole('button', { name: 'Pause', exact: true });
      const follows = await pause.isVisible();
      await page.getByRole('searchbox', { name: 'Search' }).fill('');
      await page.getByRole('combobox', { name: 'Level' }).selectOption('error');
      await page.getByRole('checkbox', { name: 'longshore-test-db' }).uncheck();
      await page.locator('.line', { hasText: 'served' }).first().waitFor({ state: 'detached' });
      await page.locator('.line', { hasText: 'ERROR db' }).first().waitFor({ state: 'detached' });
      await page.locator('.line', { hasText: 'ERROR web' }).first().waitFor();
      await vscode.screenshot('filtered');
      await page.getByRole('combobox', { name: 'Level' }).selectOption('');
      await page.locator('.line', { hasText: '"user"' }).first().waitFor();
      assert.equal(await pause.isVisible(), follows);
      if (follows) await pause.click();
      await page.locator('.line', { hasText: '"user"' }).nth(9).click();
      await page.getByText('anna', { exact: true }).waitFor();
      await looksRightInEachTheme(vscode, 'anna', 'fields');
    });
  });
});
