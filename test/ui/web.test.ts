// VS Code for the Web: the extension runs in the browser's extension host, without Node, an engine or a disk.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { openVsCode, type VsCode } from './driver.ts';

const dockerfile = `FROM debian:12.5-slim AS base
RUN sudo true
FROM base
COPY --chmod=0644 missing.txt kept.txt /srv/
`;

describe('VS Code for the Web', () => {
  let vscode: VsCode;
  before(async () => {
    vscode = await openVsCode({
      inBrowser: true,
      screenshots: 'web',
      prepare: (workspace) => {
        const folder = join(workspace, 'web');
        mkdirSync(folder);
        writeFileSync(join(folder, 'Dockerfile'), dockerfile);
        writeFileSync(join(folder, 'kept.txt'), 'kept\n');
        writeFileSync(join(folder, '.dockerignore'), 'kept.*\nnothing.*\n');
        writeFileSync(join(folder, '.longshore.yaml'), 'rules:\n  copy-existing-file: warning\n');
      },
    });
  });
  after(() => vscode?.close());
  /** A file system in memory is not searched for the names of files. */
  const openFromExplorer = async (...path: readonly string[]) => {
    for (const name of path) await vscode.treeItem(new RegExp(`^${name}`)).click();
    await vscode.page
      .locator('.tab.active')
      .filter({ hasText: path.at(-1) ?? '' })
      .waitFor();
  };

  it('marks what the text and the folder in memory are at fault with, and repairs it', async () => {
    await vscode.step('problems', async () => {
      await openFromExplorer('web', 'Dockerfile');
      await vscode.squiggles('warning').first().waitFor();
      const problems = await vscode.openProblems();
      await problems.filter({ hasText: 'no-sudo' }).waitFor();
      await problems.filter({ hasText: 'missing.txt' }).waitFor();
    });
    await vscode.step('hover', async () => assert.match(await vscode.hoverText('COPY'), /build context/));
    await vscode.step('repaired', async () => {
      const titles = await vscode.openQuickFixes('sudo true');
      assert.ok(titles.includes('Remove sudo'), titles.join(', '));
      await vscode.applyQuickFix('Remove sudo');
      await vscode.line(/^RUN true/).waitFor();
    });
  });

  it('completes', async () => {
    await vscode.step('completion', async () => {
      await vscode.line(/^COPY/).click();
      await vscode.press('End');
      await vscode.press('Enter');
      await vscode.type('HEAL');
      await vscode.page
        .locator('.suggest-widget .monaco-list-row')
        .filter({ hasText: 'HEALTHCHECK' })
        .first()
        .waitFor();
      await vscode.press('Escape');
    });
  });

  it('says what each line of an ignore file leaves out', async () => {
    await vscode.step('ignore file', async () => {
      await openFromExplorer('.dockerignore');
      await vscode.page
        .locator('.codelens-decoration')
        .filter({ hasText: /Excludes.1.file,.5.B/ })
        .waitFor();
    });
  });

  it('offers no command and no view that needs an engine, and the page of a rule', async () => {
    await vscode.step('palette', async () => {
      await vscode.press('F1');
      await vscode.search('>Longshore: ');
      const rows = vscode.page.locator('.quick-input-list .monaco-list-row');
      await rows
        .filter({ hasText: titleOf('longshore.rule.open') })
        .first()
        .waitFor();
      const titles = await rows.allInnerTexts();
      assert.equal(titles.length, 3, titles.join('\n'));
      await vscode.press('Escape');
      assert.equal(await vscode.page.locator('.activitybar').getByRole('tab', { name: 'Longshore' }).count(), 0);
    });
    await vscode.step('rule page', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.rule.open'));
      await vscode.search('no-sudo');
      await vscode.choose('no-sudo');
      // This server's workbench does not render markdown in browsers.
      await vscode.line(/^# /).waitFor();
    });
  });
});
