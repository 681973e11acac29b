// The page of the disk as a user sees it: a bar for each kind, the largest of each, and the preview that frees it.
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { doing, looksRightInEachTheme, pageContent } from './page-frame.ts';

const image = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('the page of the disk in the editor', function () {
  this.timeout(180_000);
  before(() => ensureBusyboxImage({ socketPath, reference: image }));

  it('shows what takes space, and previews what frees it', async () => {
    const vscode = await openVsCode({ screenshots: 'page-disk' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      // Any row of an image: there may be more than are in sight.
      await vscode.treeItem(/ MB · /).waitFor();
      await vscode.runCommand(paletteTitleOf('longshore.diskUsage'));
      const images = page.locator('#images');
      await images.locator('summary').focus();
      await vscode.press('Enter');
      await images.getByRole('button', { name: image }).waitFor();
      await looksRightInEachTheme(vscode, page.locator('#buildCache'), 'images');
      await images.locator(doing('free')).click();
      await vscode.choose('All Unused');
      await vscode.listed('longshore-test-busybox');
      await vscode.screenshot('preview');
    });
  });
});
