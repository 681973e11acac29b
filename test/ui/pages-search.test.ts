// The page that searches Docker Hub, as a user meets it: typing is enough, and where nobody answers it says so; looked over by axe.
import assert from 'node:assert/strict';
import { paletteTitleOf } from '../support/command-titles.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

describe('the page of an image search in the editor', function () {
  this.timeout(120_000);

  it('searches while one types, and knows it when it is shown again', async () => {
    const vscode = await openVsCode({ screenshots: 'page-search' });
    const page = pageContent(vscode);
    const field = page.getByRole('searchbox');
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.runCommand(paletteTitleOf('longshore.image.searchPage'));
      await field.fill('busybox');
      // With or without a way to Docker Hub: there is an answer.
      const answered = page
        .getByRole('button', { name: /^busybox/ })
        .or(page.getByText(/Docker Hub|registry|network|internet/i).and(page.getByRole('status')));
      await answered.first().waitFor();
      await page.locator('ul[aria-busy="false"]').waitFor({ state: 'attached' });
      await looksRightInEachTheme(vscode, page.locator('#only-official'), 'search');
      // Hidden and shown again, it knows what was typed.
      await vscode.openFile('README.md');
      await vscode.runCommand(paletteTitleOf('longshore.image.searchPage'));
      await field.waitFor();
      await page.locator('ul[aria-busy="false"]').waitFor({ state: 'attached' });
      assert.equal(await field.inputValue(), 'busybox');
    });
  });
});
