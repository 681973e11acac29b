// Two windows of one editor: what is built in one is seen in the other, and can be ended from there.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { openVsCode } from './driver.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:1';
const folder = 'longshore-test-windows';

describe('two windows of the editor', () => {
  before(() => ensureBusyboxImage({ socketPath, reference: base }));

  it('see the builds of each other as they run, and can cancel them', async () => {
    const vscode = await openVsCode({ screenshots: 'two-windows' });
    await vscode.use(async () => {
      mkdirSync(join(vscode.workspace, folder));
      // It never ends by itself: only by being canceled.
      writeFileSync(join(vscode.workspace, folder, 'Dockerfile'), `FROM ${base}\nRUN echo begun && sleep 1000\n`);
      await vscode.openFile(`${folder}/Dockerfile`);
      await vscode.pressLens(/^Build$/);
      await vscode.marksWhen((marks) => marks.some((mark) => /^RUN .* ⟶ /.test(mark)));

      const other = await vscode.openSecondWindow();
      // There is an image: no view may say otherwise, not even while it is being filled.
      await other.page.evaluate(() => {
        const said = new Set<string>();
        Object.assign(window, { said });
        new MutationObserver(() => {
          // Its rows, too, which show that it looks at all: where the connection is quick no view has a word to say.
          const shown = document.querySelectorAll('.sidebar :is(.welcome-view-content p, .monaco-list-row)');
          for (const { textContent } of shown) said.add(String(textContent));
        }).observe(document.body, { childList: true, subtree: true, attributes: true });
      });
      await other.openContainer('Longshore');
      await other.treeItem(/^longshore-test-busybox:1 .*, image$/).waitFor();
      const said = await other.page.evaluate(() => [...(window as unknown as { said: Set<string> }).said]);
      assert.ok(
        said.some((text) => text.startsWith(base)),
        said.join('\n'),
      );
      assert.deepEqual(
        said.filter((text) => /^No images/.test(text)),
        [],
      );
      await other.view('Builds').click();
      const running = new RegExp(`^${folder}:latest .*build of ${folder}`);
      await other.treeItem(running).waitFor();
      await other.page.screenshot({ path: join('out', 'screenshots', 'two-windows', 'seen-in-the-other.png') });
      await other.pressInline(running, 'Cancel Build');
      await other.treeItem(/canceled/).waitFor();
      await vscode.codeLens(/canceled just now/).waitFor();
      await vscode.screenshot('canceled by the other');
    });
  }).timeout(120_000);
});
