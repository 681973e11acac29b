// The page in a webview's two frames, and what axe says of it.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, FrameLocator } from 'playwright-core';
import type { VsCode } from './driver.ts';

/** What a page shows, to be asked by roles and texts. */
export const pageContent = ({ page }: VsCode): FrameLocator =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** What axe finds wrong with the page that is shown; `text` stands on it. */
export async function violations(vscode: VsCode, text: string | RegExp): Promise<string[]> {
  const content = pageContent(vscode);
  await content.getByText(text).first().waitFor();
  const frame = (await (await content.locator('body').elementHandle())?.ownerFrame()) as Frame | null;
  assert.ok(frame);
  await frame.evaluate(axe.source);
  const results = (await frame.evaluate('axe.run()')) as axe.AxeResults;
  assert.ok(results.passes.length > 10, `axe looked at ${results.passes.length} things`);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

/** Axe finds nothing wrong with the page in any kind of theme, and of each there is a picture; `text` stands on it. Then it is light. */
export async function looksRightInEachTheme(vscode: VsCode, text: string | RegExp, picture: string): Promise<void> {
  const found: string[] = [];
  for (const theme of ['dark', 'contrast', 'contrastLight', 'light'] as const) {
    await vscode.changeTheme(theme);
    await vscode.screenshot(`${picture} ${theme}`);
    found.push(...(await violations(vscode, text)).map((each) => `${theme}: ${each}`));
  }
  assert.deepEqual(found, []);
}
