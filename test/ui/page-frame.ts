// The page in a webview's two frames, and what axe says of it.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import type { VsCode } from './driver.ts';

/** What a page shows, to be asked by roles and texts. */
export const pageContent = ({ page }: VsCode): FrameLocator =>
  page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

/** The buttons that do this, whatever is written on them: `page.locator(doing('stop'))`. */
export const doing = (what: string): string => `button[data-does="${what}"]`;

/** What axe finds wrong with the page that is shown; `shown`: a text that stands on it, or another part of it. */
export async function violations(vscode: VsCode, shown: string | RegExp | Locator): Promise<string[]> {
  const content = pageContent(vscode);
  const part = typeof shown === 'string' || shown instanceof RegExp ? content.getByText(shown) : shown;
  await part.first().waitFor();
  const frame = (await (await content.locator('body').elementHandle())?.ownerFrame()) as Frame | null;
  assert.ok(frame);
  await frame.evaluate(axe.source);
  const results = (await frame.evaluate('axe.run()')) as axe.AxeResults;
  assert.ok(results.passes.length > 10, `axe looked at ${results.passes.length} things`);
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

/** Axe finds nothing wrong with the page in any kind of theme, and of each there is a picture. Then it is light. `shown`: as above. */
export async function looksRightInEachTheme(
  vscode: VsCode,
  shown: string | RegExp | Locator,
  picture: string,
): Promise<void> {
  const found: string[] = [];
  for (const theme of ['dark', 'contrast', 'contrastLight', 'light'] as const) {
    await vscode.changeTheme(theme);
    await vscode.screenshot(`${picture} ${theme}`);
    found.push(...(await violations(vscode, shown)).map((each) => `${theme}: ${each}`));
  }
  assert.deepEqual(found, []);
}
