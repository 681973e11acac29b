// The least that a user must see: the packaged extension's container in the activity bar, with its views, in both themes.
import assert from 'node:assert/strict';
import { openVsCode, type VsCode } from './driver.ts';

for (const theme of ['light', 'dark'] as const) {
  describe(`the packaged extension in a ${theme} VS Code`, () => {
    let vscode: VsCode;
    before(async () => {
      vscode = await openVsCode({ theme, screenshots: `smoke-${theme}` });
    });
    after(() => vscode?.close());

    it('shows its container with containers and images', () =>
      vscode.step('the container', async () => {
        await vscode.openContainer('Longshore');
        await vscode.view('Containers').waitFor();
        await vscode.view('Images').waitFor();
      }));

    it('finds the faults of the sample Dockerfile', () =>
      vscode.step('the sample Dockerfile', async () => {
        await vscode.openFile('shop/Dockerfile');
        await vscode.codeLens('Build').first().waitFor();
        const problems = await vscode.openProblems();
        assert.ok((await problems.count()) > 1);
      }));
  });
}
