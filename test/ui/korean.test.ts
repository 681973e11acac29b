// The walk of somebody whose editor speaks Korean: views, commands, problems and pages in Korean. Its screenshots are there to be
// looked at.
import assert from 'node:assert/strict';
import { paletteTitleOf } from '../support/command-titles.ts';
import { openVsCode, type VsCode } from './driver.ts';

describe('an editor in Korean', () => {
  let vscode: VsCode;
  before(async function () {
    this.timeout(90_000);
    vscode = await openVsCode({ locale: 'ko', screenshots: 'korean' });
  });
  after(() => vscode?.close());

  it('has its views, problems and pages in Korean', async () => {
    await vscode.step('problems', async () => {
      await vscode.openFile('shop/Dockerfile');
      const rows = await vscode.openProblems();
      assert.match((await rows.allInnerTexts()).join('\n'), /[가-힣]/);
    });
    await vscode.step('lenses', async () => void (await vscode.codeLens(/^빌드$/).waitFor()));
    await vscode.step('views', async () => {
      await vscode.openContainer('Longshore');
      await vscode.view('컨테이너').waitFor();
      await vscode.view('이미지').waitFor();
    });
    await vscode.step('disk usage', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.diskUsage'));
      await vscode.pageText('이미지');
    });
    await vscode.step('run form', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.image.run'));
      await vscode.quickInput(/[가-힣]/);
    });
    await vscode.press('Escape');
  }).timeout(120_000);
});
