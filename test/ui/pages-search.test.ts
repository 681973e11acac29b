// The page that searches Docker Hub, as a user meets it: typing is enough, and where nobody answers it says so; looked over by axe.
import assert from 'node:assert/strict';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

describe('the page of an image search in the editor', function () {
  this.timeout(120_000);

  it('searches while one types, and knows it when it is shown again', async () => {
    const vscode = await openVsCode({ screenshots: 'page-search' });
    const page = pageContent(vscode);
    const field = page.getByRole('searchbox', { name: 'Search Docker Hub' });
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.runCommand('Longshore: Search Docker Hub');
      await field.fill('busybox');
      // With or without a way to Docker Hub: there is an answer.
      const answered = page
        .getByRole('button', { name: /^busybox/ })
        .or(page.getByText(/Docker Hub|registry|network|internet/i).and(page.getByRole('status')));
      await answered.first().waitFor();
      await page.locator('ul[aria-busy="false"]').waitFor({ state: 'attached' });
      await looksRightInEachTheme(vscode, 'Official only', 'search');
      // Hidden and shown again, it knows what was typed.
      await vscode.openFile('README.md');
      await vscode.runCommand('Longshore: Search Docker Hub');
      await field.waitFor();
      await page.locator('ul[aria-busy="false"]').waitFor({ state: 'attached' });
      assert.equal(await field.inputValue(), 'busybox');
    });
  });
});
