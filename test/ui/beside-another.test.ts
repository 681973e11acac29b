// Another extension serves Dockerfiles, too: the user is asked once which of the two shall, and either answer is heeded.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageStub } from '../support/stub-extension.mjs';
import { openVsCode, type VsCode } from './driver.ts';

/** It names the other one. */
const question = /"The Other One"/;

describe('beside another extension for Dockerfiles', () => {
  let folder = '';
  let other = '';
  let vscode: VsCode | undefined;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-ui-'));
    other = await packageStub({
      folder,
      publisher: 'ms-azuretools',
      name: 'vscode-docker',
      manifest: { displayName: 'The Other One', activationEvents: ['onLanguage:dockerfile'] },
      code: `const { CompletionItem, languages } = require('vscode');
exports.activate = () => languages.registerCompletionItemProvider('dockerfile', {
  provideCompletionItems: () => [new CompletionItem('RUN of the other one')],
});`,
    });
  });
  afterEach(() => vscode?.close());
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The labels that completion shows at the end of the file, once one of them is `expected`. */
  async function completed({ page, press, line }: VsCode, expected: string): Promise<string[]> {
    await line('FROM').first().click();
    await press('Control+End');
    await press('Control+Space');
    const rows = page.locator('.suggest-widget .monaco-list-row');
    await rows.filter({ hasText: expected }).first().waitFor();
    const labels = await rows.locator('.label-name').allInnerTexts();
    await press('Escape');
    return labels;
  }

  it('leaves Dockerfiles to it, and is not asked again', async () => {
    const opened = await openVsCode({ screenshots: 'beside-another', extensions: [other] });
    vscode = opened;
    await opened.openFile('shop/Dockerfile');
    await opened.step('asked', async () => {
      await opened.notification(question);
      await opened.squiggles('warning').first().waitFor();
    });
    await opened.step('left to the other one', async () => {
      await opened.pressInNotification(question, 1);
      await opened.squiggles('warning').first().waitFor({ state: 'detached' });
      const labels = await completed(opened, 'RUN of the other one');
      assert.deepEqual(
        labels.filter((label) => label === 'RUN' || label === 'COPY'),
        [],
      );
    });
    await opened.reload();
    await opened.openFile('shop/Dockerfile');
    // Building is Longshore's either way.
    await opened.codeLens(/^Build$/).waitFor();
    assert.equal(await opened.page.locator('.notification-toast').filter({ hasText: question }).count(), 0);
  }).timeout(90_000);

  it('stays, and shows where the other one is disabled', async () => {
    const opened = await openVsCode({ screenshots: 'beside-another-stays', extensions: [other] });
    vscode = opened;
    await opened.openFile('shop/Dockerfile');
    await opened.notification(question);
    await opened.step('the other one', async () => {
      await opened.pressInNotification(question, 0);
      await opened.page
        .locator('.extensions-viewlet .extension-list-item')
        .filter({ hasText: 'The Other One' })
        .waitFor();
      await opened.squiggles('warning').first().waitFor();
      assert.ok((await completed(opened, 'WORKDIR')).includes('RUN'));
    });
  }).timeout(90_000);
});
