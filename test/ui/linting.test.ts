// A fault in the middle of a RUN over several lines: marked under the very word, explained, repaired, and gone.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openVsCode, type VsCode } from './driver.ts';

const dockerfile = `FROM debian:12.5-slim
RUN apt-get update && \\
    # what the app needs
    apt-get install -y --no-install-recommends ca-certificates && \\
    sudo update-ca-certificates && \\
    rm -rf /var/lib/apt/lists/*
`;

for (const theme of ['dark', 'light'] as const) {
  describe(`a fault in a long RUN (${theme})`, () => {
    let vscode: VsCode;
    before(async () => {
      vscode = await openVsCode({ theme, screenshots: `linting-${theme}` });
      mkdirSync(join(vscode.workspace, 'lint'), { recursive: true });
      writeFileSync(join(vscode.workspace, 'lint', 'Dockerfile'), dockerfile);
    });
    after(() => vscode?.close());

    it('is marked under its word, and repaired there', async () => {
      await vscode.openFile('lint/Dockerfile');
      await vscode.step('marked', async () => {
        await vscode.squiggles('warning').first().waitFor();
        // The lenses come when they come, and move the lines down.
        await vscode.codeLens(/^Build$/).waitFor();
        assert.equal(await vscode.squiggles('warning').count(), 1);
        const mark = await vscode.squiggles('warning').first().boundingBox();
        const word = await vscode.boxOfWord('sudo');
        assert.ok(
          mark && Math.abs(mark.x - word.x) < 2 && Math.abs(mark.width - word.width) < 2,
          JSON.stringify({ mark, word }),
        );
        assert.ok(mark.y >= word.y - 2 && mark.y < word.y + word.height + 6, JSON.stringify({ mark, word }));
      });
      await vscode.step('explained', async () => assert.match(await vscode.hoverText('sudo'), /no-sudo/));
      await vscode.step('what can be done', async () => {
        const titles = await vscode.openQuickFixes('sudo update');
        assert.ok(titles.includes('Remove sudo'), titles.join(', '));
        assert.ok(
          titles.some((title) => /^Ignore no-sudo Here/.test(title)),
          titles.join(', '),
        );
      });
      await vscode.step('repaired', async () => {
        await vscode.applyQuickFix('Remove sudo');
        await vscode.line(/^ {4}update-ca-certificates/).waitFor();
        await vscode.squiggles('warning').first().waitFor({ state: 'detached' });
      });
    });
  });
}
