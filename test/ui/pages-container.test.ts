// The page of a container as a user sees it: live, with its buttons and links, in each kind of theme, looked over by axe.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { stopSentences } from '../../src/panels/container-words.ts';
import { wasRemoved } from '../../src/panels/live-page.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { titleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { doing, looksRightInEachTheme, pageContent } from './page-frame.ts';

const name = 'longshore-test-page';
const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const script = `trap "echo stopping; exit 3" TERM
printf '\\033[32mready\\033[0m to serve\\n'; echo "no such table: orders" >&2
echo changed > /etc/motd
while :; do sleep 0.05; done`;

describe('the page of a container in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;
  let id = '';

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
  });
  after(() => engine.close());

  beforeEach(async () => {
    id = await engine.containers.create({
      image,
      name,
      command: ['sh', '-c', script],
      environment: ['GREETING=hello <b>world</b>', 'DB_PASSWORD=hunter2'],
      ports: [{ containerPort: 80, protocol: 'tcp', hostPort: undefined }],
      mounts: [{ kind: 'volume', source: `${name}-data`, destination: '/data', readOnly: false }],
      labels: { 'longshore.test': '1' },
      settings: { HostConfig: { Memory: 64_000_000, PidsLimit: 50 } },
    });
    await engine.containers.start(id);
  });
  afterEach(async () => {
    await engine.containers.remove(id, { force: true }).catch(() => undefined);
    await engine.volumes.remove(`${name}-data`).catch(() => undefined);
  });

  it('is live, acts, and can be used by everybody', async () => {
    const vscode = await openVsCode({ screenshots: 'page-container' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(new RegExp(name)).waitFor();
      await vscode.chooseFromMenu(new RegExp(name), titleOf('longshore.container.describe'));
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await page.locator('.output').getByText('no such table: orders').waitFor();
      await page.locator('figure[data-of="memory"] path.first[d*="L"]').waitFor();
      await page.getByText('hello <b>world</b>').waitFor();
      await vscode.screenshot('running');
      assert.equal(await page.getByText('hunter2').count(), 0);
      await page
        .getByRole('button', { name: 'DB_PASSWORD' })
        .and(page.locator(doing('reveal')))
        .focus();
      await vscode.press('Enter');
      await page.getByText('hunter2').waitFor();
      await page.locator('#processes summary').focus();
      await vscode.press('Enter');
      await page
        .getByRole('cell', { name: /sleep|trap/ })
        .first()
        .waitFor();
      await page.locator('#changed-files summary').click();
      await page.locator('.files').getByText('/etc/motd').waitFor();
      await looksRightInEachTheme(vscode, 'no such table', 'opened');

      await page.locator(doing('stop')).click();
      await page.locator('.state', { hasText: stopSentences.exited(3) }).waitFor();
      const why = page.locator('#why-stopped');
      await why.getByText(stopSentences.ofProgram(3)).waitFor();
      await page.locator('.output').getByText('stopping').waitFor();
      await looksRightInEachTheme(vscode, why, 'stopped');

      // It comes back with the window, and says it when the container goes.
      await vscode.reload();
      await why.getByText(stopSentences.ofProgram(3)).waitFor();
      await engine.containers.remove(id);
      await page.getByText(wasRemoved(name)).waitFor();
      await page.getByText('hello <b>world</b>').waitFor();
      await looksRightInEachTheme(vscode, wasRemoved(name), 'removed');
    });
  });
});
