// The page of the disk as a user sees it: a bar for each kind, the largest of each, and the preview that frees it.
import assert from 'node:assert/strict';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { openVsCode } from './driver.ts';
import { pageContent, violations } from './page-frame.ts';

const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('the page of the disk in the editor', function () {
  this.timeout(180_000);
  before(() => ensureBusyboxImage({ socketPath, reference: image }));

  for (const theme of ['light', 'contrast'] as const) {
    it(`shows what takes space, and previews what frees it (${theme})`, async () => {
      const vscode = await openVsCode({ theme, screenshots: `page-disk-${theme}` });
      const page = pageContent(vscode);
      await vscode.use(async () => {
        await vscode.openContainer('Longshore');
        // Any row of an image: there may be more than are in sight.
        await vscode.treeItem(/ MB · /).waitFor();
        await vscode.runCommand('Longshore: Show Disk Usage');
        await page.getByRole('heading', { name: 'Disk Usage' }).waitFor();
        await page.locator('summary', { hasText: 'Images' }).focus();
        await vscode.press('Enter');
        await page.getByRole('button', { name: image }).waitFor();
        await vscode.screenshot('images');
        assert.deepEqual(await violations(vscode, 'Build cache'), []);
        await page.getByRole('button', { name: /^Free / }).click();
        await vscode.choose('All Unused');
        await vscode.listed('longshore-test-busybox');
        await vscode.screenshot('preview');
      });
    });
  }
});
