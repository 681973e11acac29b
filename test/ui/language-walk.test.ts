// A Dockerfile is written from an empty file by completion, then a stage is renamed, the file formatted and folded, and found in the
// outline: in a real editor, with nothing typed that completion does not offer but names and paths of one's own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openVsCode, type VsCode } from './driver.ts';

for (const locale of [undefined, 'ko'] as const) {
  describe(`writing a Dockerfile${locale ? ' in Korean' : ''}`, () => {
    let vscode: VsCode;
    before(async () => {
      vscode = await openVsCode({
        locale,
        screenshots: `language-walk${locale ? `-${locale}` : ''}`,
        prepare: (workspace) => {
          const folder = join(workspace, 'walk');
          mkdirSync(join(folder, 'public'), { recursive: true });
          writeFileSync(join(folder, 'Dockerfile'), '');
          writeFileSync(join(folder, 'server.conf'), '');
          writeFileSync(join(folder, 'public', 'index.html'), '');
        },
      });
    });
    after(() => vscode?.close());

    /** Types the beginning of a word and takes what completion offers for it. */
    const complete = async (typed: string, wanted: string) => {
      await vscode.type(typed);
      const row = vscode.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: wanted }).first();
      // While the extension still starts, nobody offers anything: the user asks again.
      while (!(await row.isVisible())) {
        await vscode.press('Escape');
        await vscode.press('Control+Space');
        await row.waitFor({ timeout: 5000 }).catch(() => undefined);
      }
      const focused = vscode.page
        .locator('.suggest-widget.visible .monaco-list-row.focused')
        .filter({ hasText: wanted });
      for (let steps = 0; steps < 12 && (await focused.count()) === 0; steps++) await vscode.press('ArrowDown');
      await vscode.press('Enter');
      await vscode.page.locator('.suggest-widget.visible').filter({ hasText: wanted }).waitFor({ state: 'hidden' });
    };
    const nextLine = async () => {
      // Not Enter, which an open list of suggestions would take.
      await vscode.press('Control+Enter');
    };

    it('needs nothing but completion', async () => {
      await vscode.openFile('walk/Dockerfile');
      await vscode.page.locator('.editor-instance .view-lines').first().click();
      await vscode.step('first instruction', async () => {
        await complete('FRO', 'FROM');
        await vscode.type('scratch AS files');
        await nextLine();
      });
      await vscode.step('copy', async () => {
        await complete('COP', 'COPY');
        await complete('pub', 'public');
        await vscode.type(' /www/');
        await nextLine();
        await nextLine();
      });
      await vscode.step('second stage', async () => {
        await complete('FRO', 'FROM');
        await vscode.type('scratch');
        await nextLine();
        await complete('COP', 'COPY');
        await complete('--f', '--from');
        await complete('', 'files');
        await vscode.type(' /www /www');
        await nextLine();
        await complete('EXP', 'EXPOSE');
        await vscode.type('8080');
        await nextLine();
      });
      await vscode.editorTextWhen((lines) => lines.some((line) => line.startsWith('COPY --from=files /www /www')));
    });

    it('renames a stage with all its uses', async () => {
      await vscode.step('rename', async () => {
        await vscode
          .line(/^FROM scratch AS files/)
          .locator('span')
          .filter({ hasText: 'files' })
          .last()
          .click();
        await vscode.press('F2');
        await vscode.page.locator('.rename-box input').fill('pages');
        await vscode.press('Enter');
        await vscode.editorTextWhen(
          (lines) =>
            lines.includes('FROM scratch AS pages') && lines.some((line) => line.startsWith('COPY --from=pages ')),
        );
      });
    });

    it('formats, folds and shows its outline', async () => {
      await vscode.step('formatted', async () => {
        await vscode.line(/^EXPOSE/).click();
        await vscode.press('Home');
        await vscode.type('   ');
        await vscode.runCommand('Format Document');
        await vscode.editorTextWhen((lines) => lines.includes('EXPOSE 8080'));
      });
      await vscode.press('Control+s');
      const saved = () => readFileSync(join(vscode.workspace, 'walk', 'Dockerfile'), 'utf8');
      const wanted =
        'FROM scratch AS pages\nCOPY public/ /www/\n\nFROM scratch\nCOPY --from=pages /www /www\nEXPOSE 8080\n';
      while (saved() !== wanted) await vscode.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      await vscode.step('outline', async () => {
        await vscode.runCommand('Explorer: Focus on Outline View');
        await vscode.treeItem(/pages/).waitFor();
      });
      await vscode.step('folded', async () => {
        await vscode.runCommand('Fold All');
        await vscode.line(/^COPY --from/).waitFor({ state: 'detached' });
      });
    });
  });
}
