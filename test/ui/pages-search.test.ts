// The page that searches Docker Hub, as a user meets it: typing is enough, and where nobody answers it says so; looked over by axe.
import assert from 'node:assert/strict';
import { paletteTitleOf } from '../support/command-titles.ts';
import { sendJson, startWebServer } from '../support/web-server.ts';
import { openVsCode } from './driver.ts';
import { looksRightInEachTheme, pageContent } from './page-frame.ts';

/** As the search of a registry answers: `GET /v1/search`. */
const found = [
  { name: 'tool', description: 'A tool that many use', star_count: 1200, is_official: true, is_automated: false },
  {
    name: 'team/tool',
    description: 'The same, made by a team',
    star_count: 3,
    is_official: false,
    is_automated: false,
  },
];

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

  it('shows what was found, and the official ones alone if asked', async () => {
    const index = await startWebServer((request, response) => {
      const isSearch = request.url?.includes('/search') === true;
      response.setHeader('X-Docker-Registry-Version', '1');
      sendJson(response, isSearch ? { num_results: found.length, query: 'tool', results: found } : {});
    });
    const vscode = await openVsCode({ screenshots: 'page-search-results' });
    const page = pageContent(vscode);
    await vscode.use(async () => {
      await vscode.openContainer('Longshore');
      await vscode.runCommand(paletteTitleOf('longshore.image.searchPage'));
      await page.getByRole('searchbox').fill(`${index.host}/tool`);
      for (const { description } of found) await page.getByText(description).waitFor();
      await looksRightInEachTheme(vscode, page.getByText(String(found[0]?.description)), 'results');
      await page.locator('#only-official').click();
      await page.getByText(String(found[1]?.description)).waitFor({ state: 'detached' });
    });
    await index.close();
  });
});
