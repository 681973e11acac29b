// The page of a container's changed files as a user sees it: a tree, a filter, and the difference from the image on a click;
// looked over by axe.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

const image = 'longshore-test-busybox:1';
const name = 'longshore-test-changes';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const script =
  'rm /etc/group; echo "app:x:100:100::/:/bin/sh" >> /etc/passwd; mkdir -p /srv/app/cache; ' +
  'for n in one two three; do echo $n > /srv/app/cache/$n.json; done; echo done > /tmp/log; echo ready; sleep 1000';

describe('the page of changed files in the editor', function () {
  this.timeout(120_000);
  let engine: Engine;
  let container = '';

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: image });
    container = await engine.containers.create({ image, name, command: ['sh', '-c', script] });
    await engine.containers.start(container);
    const following = new AbortController();
    await engine.containers.followLogs(
      container,
      { tail: 'all' },
      (text) => void (text.includes('ready') && following.abort()),
      following.signal,
    );
  });
  after(async () => {
    await engine.containers.remove(container, { force: true });
    engine.close();
  });

  it('shows them as a tree, and what is different', async () => {
    const vscode = await openVsCode({ screenshots: 'page-changes' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(new RegExp(`^${name}`)).waitFor();
      await vscode.runCommand(paletteTitleOf('longshore.container.changes'));
      await vscode.choose(new RegExp(name));
      await page.getByRole('button', { name: /^srv\/app\/cache/ }).waitFor();
      await looksRightInEachTheme(vscode, 'passwd', 'tree');
      await page.getByRole('searchbox', { name: 'Filter' }).fill('json');
      await page.getByText('3 of 6 files').waitFor();
      await page.getByRole('searchbox', { name: 'Filter' }).fill('');
      await page.getByRole('button', { name: /^passwd/ }).press('Enter');
      await vscode.page.locator('.monaco-diff-editor .modified .view-line', { hasText: /app:x:100:100/ }).waitFor();
      await vscode.screenshot('difference');
    });
  });
});
