// The page of two images beside each other as a user sees it: what one adds, changes and removes, and a file of both on a click;
// looked over by axe.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { titleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

const older = 'longshore-test-busybox:1';
const newer = 'longshore-test-compared:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const script =
  'rm /etc/group; echo "app:x:100:100::/:/bin/sh" >> /etc/passwd; mkdir -p /srv/app/cache; ' +
  'for n in one two three; do echo $n > /srv/app/cache/$n.json; done; dd if=/dev/zero of=/srv/big bs=1000 count=2500';

describe('the page of two images in the editor', function () {
  this.timeout(180_000);
  let engine: Engine;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: older });
    const from = await engine.containers.create({
      image: older,
      name: 'longshore-test-compared',
      command: ['sh', '-c', script],
    });
    await engine.containers.start(from);
    const ended = new AbortController();
    await engine.containers.followLogs(from, { tail: 'all' }, () => undefined, ended.signal);
    const request = { reference: newer, message: '', author: '', changes: [], pause: false };
    await engine.containers.commit(from, request);
    await engine.containers.remove(from, { volumes: true });
  });
  after(async () => {
    await engine.images.remove(newer, { force: true });
    engine.close();
  });

  it('shows what is different, by folder, and is there again after a reload', async () => {
    const vscode = await openVsCode({ screenshots: 'page-images' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(/^longshore-test-compared:1/).waitFor();
      await vscode.chooseFromMenu(/^longshore-test-compared:1/, titleOf('longshore.image.compareFiles'));
      await vscode.choose(/longshore-test-busybox/);
      await page.getByText('+2.5 MB').first().waitFor();
      await page.getByRole('button', { name: /^srv/ }).press('Enter');
      await page.getByRole('button', { name: /^app\/cache/ }).press('Enter');
      await page.getByRole('button', { name: /^etc/ }).press('Enter');
      await page.getByRole('button', { name: /^one\.json/ }).waitFor();
      await looksRightInEachTheme(vscode, page.locator('.tiles'), 'tree');
      await page.getByRole('searchbox', { name: 'Filter' }).fill('json');
      await page.getByRole('button', { name: /^\/srv\/app\/cache\/two\.json/ }).waitFor();
      await vscode.screenshot('found');
      // It reads the images again.
      await vscode.reload();
      await page.getByRole('button', { name: /^etc/ }).press('Enter');
      await page.getByRole('button', { name: /^passwd/ }).press('Enter');
      await vscode.page.locator('.monaco-diff-editor .modified .view-line', { hasText: /app:x:100:100/ }).waitFor();
      await vscode.screenshot('difference');
    });
  });
});
