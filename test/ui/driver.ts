// A user at a real VS Code: VS Code's server with the packaged extension, and a browser at it. Every helper waits for
// what it names (never for a time) and says what it was waiting for when that does not come. It must not know the
// extension: only VS Code's own words and shapes. The selectors hold from VS Code 1.100 on.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { checkout, outFolder } from '../support/checkout.mjs';
import { startChromium } from '../support/chromium.mjs';
import { installVsCodeServer } from '../support/vscode-installation.mjs';
import {
  installExtension,
  quietSettings,
  startVsCodeServer,
  writeLanguagePack,
  writeUserSettings,
} from '../support/vscode-server.mjs';
import { serveWithoutMachine } from './web-workbench.ts';

/** A text as a part of a regular expression. */
const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** VS Code writes non-breaking spaces where the text has plain ones; a string matches both, a pattern has to be told. */
const anySpace = (text: string | RegExp): string | RegExp =>
  typeof text === 'string' ? text : new RegExp(text.source.replaceAll(' ', '\\s'), text.flags);

/** A long line goes on in the next row of a terminal, and a space at the end of a row is not there. */
const inWrappedLines = (text: string | RegExp): RegExp =>
  new RegExp(
    (typeof text === 'string' ? escaped(text) : text.source).replaceAll(/ [+*?]?/g, '\\s*'),
    typeof text === 'string' ? 'i' : text.flags,
  );

/** What is looked at again and again is looked at for so long: after that it throws what it was waiting for. */
function patience(milliseconds = 40_000): (seen: () => string) => void {
  const end = Date.now() + milliseconds;
  return (seen) => {
    if (Date.now() > end) throw new Error(seen());
  };
}

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
  contrastLight: 'Default High Contrast Light',
};
/** In VS Code's list of them. */
const themeLabels: Readonly<Record<Theme, string>> = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  contrast: 'Dark High Contrast',
  contrastLight: 'Light High Contrast',
};
/** What VS Code's window calls each kind of theme, and what it tells pages. */
const themeKinds = {
  light: ['vs', 'vscode-light'],
  dark: ['vs-dark', 'vscode-dark'],
  contrast: ['hc-black', 'vscode-high-contrast'],
  contrastLight: ['hc-light', 'vscode-high-contrast-light'],
} as const;
export type Theme = keyof typeof themes;

export interface VsCodeOptions {
  /** Package (.vsix) of the extension that is tried. Default: the packaged one, which LONGSHORE_TEST_VSIX names. */
  readonly extension?: string | undefined;
  readonly theme?: Theme;
  /** Folder of the screenshots below out/screenshots; emptied first. Default: the theme. */
  readonly screenshots?: string;
  /** User settings, over quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Packages (.vsix) of other extensions that are there, too. */
  readonly extensions?: readonly string[];
  /** Environment of the extension, over that of the tests (which names the engine in DOCKER_HOST). */
  readonly env?: Readonly<Record<string, string>>;
  /** The language of the editor; its own words stay English, as no language pack is there. */
  readonly locale?: string | undefined;
  /** VS Code for the Web, with no machine behind it: the extension runs in the browser, the workspace is in memory. */
  readonly inBrowser?: boolean;
  /** Changes the copy of the sample workspace before it is opened. */
  readonly prepare?: (workspace: string) => void;
}

export type VsCode = Awaited<ReturnType<typeof openVsCode>>;

/** Opens a copy of the sample workspace. `close()` ends browser and server and removes what they wrote. */
export async function openVsCode({
  extension = process.env.LONGSHORE_TEST_VSIX,
  theme = 'light',
  screenshots = theme,
  settings = {},
  extensions = [],
  env = {},
  locale,
  inBrowser = false,
  prepare,
}: VsCodeOptions = {}) {
  if (!extension) throw new Error('LONGSHORE_TEST_VSIX must name the packaged extension. Run `npm run test:ui`.');
  const folder = mkdtempSync(join(tmpdir(), 'longshore-ui-'));
  const workspace = join(folder, 'sample');
  cpSync(join(checkout, 'test', 'workspace'), workspace, { recursive: true });
  prepare?.(workspace);
  const profile = { userDataDir: join(folder, 'user-data'), extensionsDir: join(folder, 'extensions') };
  const userSettings = {
    ...quietSettings,
    'workbench.colorTheme': themes[theme],
    // Then the terminal's text is in the page, not painted on a canvas.
    'terminal.integrated.gpuAcceleration': 'off',
    ...settings,
  };
  writeUserSettings(profile.userDataDir, userSettings);
  if (locale) writeLanguagePack(profile.userDataDir, locale);
  const installation = await installVsCodeServer();
  for (const each of inBrowser ? [] : [extension, ...extensions])
    await installExtension(installation, { vsix: each, ...profile });
  const server = await startVsCodeServer(installation, {
    ...profile,
    env,
    locale,
    asksForTrust: settings['security.workspace.trust.enabled'] === true,
  });
  const browser = await startChromium();
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    colorScheme: theme === 'light' ? 'light' : 'dark',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(letTooltipsThrough);
  const page = await context.newPage();
  const address = inBrowser
    ? await serveWithoutMachine(context, {
        origin: new URL(server.url({})).origin,
        vsix: extension,
        workspace,
        settings: userSettings,
      })
    : workspace;
  await page.goto(server.url({ folder: address }));
  await page.locator('.monaco-workbench').waitFor();

  const kept = screenshotsOf(page, join(outFolder, 'screenshots', screenshots), join(profile.userDataDir, 'logs'));
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    ...windowOf(page),
    /** Another window of the same editor, on the same workspace: with an extension host of its own. */
    openSecondWindow: async () => {
      const second = await context.newPage();
      await second.goto(server.url({ folder: address }));
      await second.locator('.monaco-workbench').waitFor();
      return windowOf(second);
    },
    /** The copy of the sample workspace, on the disk. */
    workspace,
    ...pagesOf(context),
    ...kept,
    close,
    /** Does the work of a whole test and closes; of a failure the last picture and the extension's log are kept. */
    use: async (work: () => Promise<void>, cleanUp?: () => Promise<void>): Promise<void> => {
      try {
        await kept.step('end', work);
      } finally {
        await cleanUp?.();
        await close();
      }
    },
  };
}

/**
 * Runs in each window. The tooltip of a row covers those below it: a user's pointer leaves the row on its way there, and the tooltip
 * goes; the driver's pointer jumps, and not before nothing covers where it is to go.
 */
function letTooltipsThrough(): void {
  if (window !== window.top) return;
  addEventListener('DOMContentLoaded', () => {
    const style = document.createElement('style');
    style.textContent = '.context-view:has(.workbench-hover-container) { pointer-events: none }';
    document.head.append(style);
  });
}

/** What a user does in one window. */
function windowOf(page: Page) {
  const quickInput = quickInputOf(page);
  return {
    page,
    /**
     * Loads the window anew, as its user does: the extension host is another one then. Opening the address again is not
     * the same: VS Code may not have written down which editors are open.
     */
    reload: async (): Promise<void> => {
      const loaded = page.waitForEvent('load');
      // If the command is not found, that is the error to tell.
      loaded.catch(() => undefined);
      await quickInput.runCommand('Developer: Reload Window');
      await loaded;
      await page.locator('.monaco-workbench').waitFor();
    },
    changeTheme: (to: Theme) => changeTheme(page, quickInput, to),
    ...keyboardOf(page),
    ...quickInput,
    ...sideBarOf(page),
    ...editorOf(page),
    ...panelOf(page),
    ...messagesOf(page, quickInput.runCommand),
  };
}

/** While all stays open; waits until the window and its pages have it. */
async function changeTheme(
  page: Page,
  { runCommand, quickInput, search, choose }: QuickInput,
  to: Theme,
): Promise<void> {
  await runCommand('Preferences: Color Theme');
  // It begins at the theme that is there.
  await quickInput(/ Modern| High Contrast/);
  await search(themeLabels[to]);
  await choose(themeLabels[to]);
  const [ofWindow, ofPage] = themeKinds[to];
  await page.locator(`.monaco-workbench.${ofWindow}`).waitFor();
  const frames = page.locator('iframe.webview.ready');
  for (let at = (await frames.count()) - 1; at >= 0; at--) {
    const shown = frames.nth(at).contentFrame().frameLocator('iframe#active-frame');
    await shown.locator(`body[data-vscode-theme-kind="${ofPage}"]`).waitFor({ state: 'attached' });
  }
}

const keyboardOf = (page: Page) => ({
  press: (keys: string): Promise<void> => page.keyboard.press(keys),
  type: (text: string): Promise<void> => page.keyboard.type(text),
});

type QuickInput = ReturnType<typeof quickInputOf>;

/** The command palette, quick picks and input boxes. */
function quickInputOf(page: Page) {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('.quick-input-box input');
  const rows = page.locator('.quick-input-list .monaco-list-row');
  /** A key is lost while the focus leaves a page that is closed: who sees nothing presses it again. */
  const openWith = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    const isShown = await input.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (!isShown) await page.keyboard.press(key);
  };

  return {
    /** Runs a command by its whole title: `Longshore: Build Image`. */
    runCommand: async (title: string): Promise<void> => {
      await openWith('F1');
      await input.fill(`>${title}`);
      // The first row may be another's that has the same letters: "Run Image" also finds "Remove Unused Images".
      // In another language the English title stands below.
      await rows
        .filter({ has: page.getByText(title, { exact: true }) })
        .first()
        .click();
    },
    /** Opens a file of the workspace by its path: `site/Dockerfile`. */
    openFile: async (path: string): Promise<void> => {
      await openWith('Control+P');
      await input.fill(path);
      // The list still shows what was searched for before: Enter opens its first row, so that must be the file.
      const [name = path, ...folders] = path.split('/').reverse();
      const row = new RegExp(`${escaped(name)}.*${escaped(folders.reverse().join('/'))}`);
      await page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: row }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator(`.tab.active [aria-label*="/${path}"]`).waitFor();
    },
    /** The quick pick or input box that is open, with this in its title, prompt or list. */
    quickInput: async (text: string | RegExp): Promise<Locator> => {
      await widget.filter({ hasText: text }).waitFor();
      return widget;
    },
    /** Waits for a list (or a box) with another title than that of the one before, and gives its title. */
    nextTitle: async (before = ''): Promise<string> => {
      for (const hasTime = patience(); ; ) {
        const title = await widget.locator('.quick-input-title').evaluateAll(async ([element]) => {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          return element?.checkVisibility() ? (element.textContent ?? '') : '';
        });
        if (title !== '' && title !== before) return title;
        hasTime(() => `No other list than "${before}" is shown.`);
      }
    },
    /** Types into the box above a list. */
    search: async (text: string): Promise<void> => input.fill(text),
    /** Chooses the row of a quick pick that has this text. */
    choose: async (text: string | RegExp): Promise<void> => {
      await rows.filter({ hasText: text }).first().click();
    },
    /** Types into an input box that shows `prompt`, and accepts. Without a value what is proposed is accepted. */
    answer: async (prompt: string | RegExp, value?: string): Promise<void> => {
      await widget.filter({ hasText: prompt }).waitFor();
      if (value !== undefined) await input.fill(value);
      await widget.locator('.quick-input-message.error, .quick-input-message.warning').waitFor({ state: 'hidden' });
      await input.press('Enter');
    },
    /**
     * Of a list with ticks leaves one row ticked. The engine may be somebody's own and the list long: only rows in sight are
     * there, so all ticks are taken away at once, and the row is searched for.
     */
    untickAllBut: async (text: string): Promise<void> => {
      const all = widget.getByRole('checkbox', { name: 'Toggle all checkboxes' });
      await all.click();
      if ((await all.getAttribute('aria-checked')) === 'true') await all.click();
      await input.fill(text);
      await rows.filter({ hasText: text }).first().locator('.monaco-checkbox').click();
      await input.fill('');
    },
    /** Waits for a row of the list, wherever it stands in it; the list is searched for it, and shown whole again. */
    listed: async (text: string): Promise<void> => {
      await input.fill(text);
      await rows.filter({ hasText: text }).first().waitFor();
      await input.fill('');
    },
    /** What an input box says about the text typed into it. */
    inputMessage: (): Promise<string> => widget.locator('.quick-input-message').innerText(),
  };
}

/** The side bar: the extension's own container, its views and their rows. */
function sideBarOf(page: Page) {
  const treeItem = (name: string | RegExp): Locator => page.getByRole('treeitem', { name }).first();
  const menu = page.locator('.monaco-menu');
  return {
    /** Opens a container of views by its title in the activity bar, if it is not open. */
    openContainer: async (title: string): Promise<void> => {
      const tab = page.locator('.activitybar').getByRole('tab', { name: title });
      await tab.waitFor();
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      await page
        .locator('.sidebar .composite.title')
        .filter({ hasText: new RegExp(title, 'i') })
        .waitFor();
    },
    /** The header of a view; VS Code writes it in capitals in some versions. */
    view: (title: string): Locator =>
      page.locator('.pane-header').filter({ hasText: new RegExp(`^\\s*${escaped(title)}`, 'i') }),
    /** What a view says instead of rows (its welcome content). */
    welcome: (): Locator => page.locator('.sidebar .welcome-view-content'),
    treeItem,
    /** Presses a button of a row, which is there only while the pointer is on the row. */
    pressInline: async (row: string | RegExp, action: string | RegExp): Promise<void> => {
      await treeItem(row).hover();
      await treeItem(row).getByRole('button', { name: action }).click();
    },
    /** Chooses an entry of a row's context menu; `path`: the titles of submenus, then that of the entry. */
    chooseFromMenu: async (row: string | RegExp, ...path: string[]): Promise<void> => {
      await treeItem(row).click({ button: 'right' });
      for (const entry of path) {
        // By keyboard: a menu that has just opened takes no click yet.
        const title = page.getByText(entry, { exact: true });
        await menu.getByRole('menuitem').filter({ has: title }).last().hover();
        await menu.locator('.action-item.focused').filter({ hasText: entry }).last().waitFor();
        await page.keyboard.press('Enter');
      }
      await menu.first().waitFor({ state: 'hidden' });
    },
    openMenu: async (row: string | RegExp): Promise<void> => {
      await treeItem(row).click({ button: 'right' });
      await menu.getByRole('menuitem').first().waitFor();
    },
    closeMenu: async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await menu.first().waitFor({ state: 'hidden' });
    },
    /** Selects these rows, and no other. */
    selectRows: async (first: string | RegExp, ...others: (string | RegExp)[]): Promise<void> => {
      await treeItem(first).click();
      for (const row of others) await treeItem(row).click({ modifiers: ['Control'] });
    },
    /** Drags with the mouse, and lets go once VS Code shows that it takes there what is dragged. */
    drag: async (from: Locator, to: Locator): Promise<void> => {
      const middle = async (of: Locator) => {
        await of.waitFor();
        const box = await of.boundingBox();
        if (!box) throw new Error(`${of} is not on the screen`);
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      };
      const [start, end] = [await middle(from), await middle(to)];
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      // The first steps begin the drag; a target hears of those that come then.
      await page.mouse.move(start.x + 5, start.y + 5, { steps: 3 });
      await page.mouse.move(end.x, end.y, { steps: 5 });
      const isRow = (await to.getAttribute('role')) === 'treeitem';
      await page
        .locator(isRow ? '.monaco-list-row.drop-target' : '#monaco-workbench-editor-drop-overlay')
        .first()
        .waitFor();
      await page.mouse.up();
    },
    /** Shows the tooltip of a row, which has this text. */
    hoverRow: async (row: string | RegExp, text: string | RegExp): Promise<void> => {
      await treeItem(row).locator('.label-name').hover();
      await page
        .locator('.monaco-hover:visible')
        .filter({ hasText: anySpace(text) })
        .waitFor();
    },
    /** The entries of a row's context menu; closes it again. */
    menuOf: async (row: string | RegExp): Promise<string[]> => {
      await treeItem(row).click({ button: 'right' });
      await menu.getByRole('menuitem').first().waitFor();
      const entries = await menu.getByRole('menuitem').allInnerTexts();
      await page.keyboard.press('Escape');
      await menu.first().waitFor({ state: 'hidden' });
      // Below its title an entry has its key.
      return entries.map((entry) => entry.trim().split('\n', 1)[0] ?? '');
    },
  };
}

/** The text editor: its text, code lenses, wavy lines and quick fixes. */
function editorOf(page: Page) {
  const editor = page.locator('.editor-instance .monaco-editor').first();
  const line = (text: string | RegExp): Locator =>
    editor
      .locator('.view-line')
      .filter({ hasText: anySpace(text) })
      .first();
  const actions = page.locator('.action-widget .monaco-list-row.action');
  return {
    /** Waits for the text on the screen to be so; spaces are plain ones. */
    editorTextWhen: async (isSo: (lines: readonly string[]) => boolean): Promise<void> => {
      for (const hasTime = patience(); ; ) {
        const lines = await editor.locator('.view-line').evaluateAll(async (elements) => {
          // An edit is drawn line by line: what is read is what a frame shows.
          await new Promise((resolve) => requestAnimationFrame(resolve));
          return elements
            .map((element) => ({ top: (element as HTMLElement).offsetTop, text: element.textContent ?? '' }))
            .sort((one, other) => one.top - other.top)
            .map(({ text }) => text.replaceAll('\u00a0', ' '));
        });
        if (isSo(lines)) return;
        hasTime(() => `The text on the screen is still:\n${lines.join('\n')}`);
      }
    },
    /**
     * Waits for the marks behind lines to be so: `RUN true ⟶ ✓ 0.3 s`; lines without one are left out. `at`: of several
     * editors beside each other.
     */
    marksWhen: async (isSo: (marks: readonly string[]) => boolean, at = 0): Promise<readonly string[]> => {
      for (const hasTime = patience(); ; ) {
        const marks = await page
          .locator('.editor-instance .monaco-editor')
          .nth(at)
          .locator('.view-line')
          .evaluateAll(async (elements) => {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            return elements
              .map((element) => ({
                top: (element as HTMLElement).offsetTop,
                text: element.textContent ?? '',
                mark: [...element.querySelectorAll('span')]
                  .map((span) => getComputedStyle(span, '::after').content)
                  .filter((content) => content !== 'none' && content !== 'normal')
                  .join(''),
              }))
              .filter(({ mark }) => mark !== '')
              .sort((one, other) => one.top - other.top)
              .map(({ text, mark }) => `${text.replaceAll('\u00a0', ' ')} ⟶ ${mark.replace(/^"|"$/g, '')}`);
          });
        if (isSo(marks)) return marks;
        hasTime(() => `The marks are still:\n${marks.join('\n')}`);
      }
    },
    line,
    /** The tab of a file that is not saved yet. */
    changedTab: (name: string): Locator => page.locator('.tab.active.dirty').filter({ hasText: name }),
    /** The tab of a file, once all of it is saved. */
    savedTab: (name: string): Locator => page.locator('.tab.active:not(.dirty)').filter({ hasText: name }),
    /** Where a word stands on the screen. */
    boxOfWord: async (word: string) => {
      for (;;) {
        const box = await line(word).evaluate((element, wanted) => {
          // It was drawn anew after it was found.
          if (!element.isConnected) return undefined;
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.textContent?.indexOf(wanted) ?? -1;
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + wanted.length);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x, y, width, height };
          }
          throw new Error(`"${wanted}" does not stand in one piece of text`);
        }, word);
        if (box) return box;
      }
    },
    /** Waits until a page or panel shows this text. */
    pageText: (text: string | RegExp): Promise<void> =>
      page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').getByText(text).first().waitFor(),
    codeLens: (text: string | RegExp): Locator =>
      // One without a command is no link.
      editor
        .locator('.codelens-decoration')
        .locator('a, span:not(:has(*))')
        .filter({ hasText: anySpace(text) }),
    /**
     * Presses a code lens. When a file is opened again, VS Code first draws the lenses that it had before, as words that do
     * nothing; the links follow.
     */
    pressLens: (text: string | RegExp): Promise<void> =>
      editor
        .locator('.codelens-decoration a')
        .filter({ hasText: anySpace(text) })
        .click(),
    /** Wavy lines; they have no text: count them. */
    squiggles: (severity: 'error' | 'warning' | 'info'): Locator => editor.locator(`.squiggly-${severity}`),
    /** Moves the pointer onto a text in the editor and gives what the hover says. */
    hoverText: async (text: string): Promise<string> => {
      await line(text).locator('span').filter({ hasText: text }).last().hover();
      const hover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
      await hover.first().waitFor();
      return hover.first().innerText();
    },
    /** Opens the quick fixes for a line and gives their titles. */
    openQuickFixes: async (lineText: string | RegExp): Promise<string[]> => {
      // An open hover would take the key, and the click if it is on the line.
      await page.mouse.move(0, 0);
      await page.keyboard.press('Escape');
      await page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first().waitFor({ state: 'hidden' });
      await line(lineText).click({ position: { x: 40, y: 8 } });
      // Just after an edit there are none until the problems are found again: then VS Code only says so.
      for (let tries = 10; ; tries--) {
        await page.keyboard.press('Control+.');
        try {
          await actions.first().waitFor({ timeout: 2000 });
          return await actions.allInnerTexts();
        } catch (error) {
          if (tries === 0) throw error;
          await page.keyboard.press('Escape');
        }
      }
    },
    /** Applies one of the open quick fixes. By keyboard: a layer over the list takes every click. */
    applyQuickFix: async (title: string | RegExp): Promise<void> => {
      const wanted = actions.filter({ hasText: title }).first();
      await wanted.waitFor();
      for (let steps = await actions.count(); steps > 0; steps--) {
        if (/\bfocused\b/.test((await wanted.getAttribute('class')) ?? '')) break;
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
      await actions.first().waitFor({ state: 'hidden' });
    },
  };
}

/** The panel: problems and terminals. */
function panelOf(page: Page) {
  const terminal = page.locator('.terminal-wrapper.active .xterm');
  return {
    /** Shows the problems; each row's label has severity, message, line, column and source. */
    openProblems: async (): Promise<Locator> => {
      const rows = page.locator('.markers-panel .monaco-list-row');
      if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
      await rows.first().waitFor();
      return rows;
    },
    /** Waits until the active terminal shows this, and gives all that it shows. */
    terminalText: async (text: string | RegExp, timeout = 30_000): Promise<string> => {
      const rows = terminal.locator('.xterm-rows');
      await rows.filter({ hasText: inWrappedLines(text) }).waitFor({ timeout });
      return (await rows.innerText()).replaceAll('\u00a0', ' ');
    },
    typeInTerminal: async (text: string): Promise<void> => {
      await terminal.locator('.xterm-helper-textarea').focus();
      await page.keyboard.type(text);
    },
    /** Presses keys in the terminal: `Enter`, `Control+C`. */
    pressInTerminal: async (...keys: string[]): Promise<void> => {
      await terminal.locator('.xterm-helper-textarea').focus();
      for (const key of keys) await page.keyboard.press(key);
    },
    terminalTabs: (): Locator => page.locator('.terminal-tabs-entry, .single-terminal-tab'),
  };
}

/** Notifications and modal dialogs. */
function messagesOf(page: Page, runCommand: (title: string) => Promise<void>) {
  const toast = (text: string | RegExp): Locator =>
    page.locator('.notification-toast').filter({ hasText: text }).last();
  return {
    /** Waits for a notification with this text and gives all of its text. */
    notification: async (text: string | RegExp, timeout = 30_000): Promise<string> => {
      await toast(text).waitFor({ timeout });
      return toast(text).locator('.notification-list-item-message').innerText();
    },
    /** `button`: by its title, or by its place among them: 0 is the first. */
    pressInNotification: async (text: string | RegExp, button: string | number): Promise<void> => {
      const named =
        typeof button === 'string'
          ? toast(text).getByRole('button', { name: button })
          : toast(text).locator('.notification-list-item-buttons-container .monaco-button').nth(button);
      await named.click();
    },
    /** Closes all notifications: they cover the lower right of the window, and go by themselves at any moment. */
    dismissNotifications: async (): Promise<void> => {
      await runCommand('Notifications: Clear All Notifications');
      await page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
    },
    /** Waits for a modal dialog with this text and gives all of its text. */
    dialog: async (text: string | RegExp): Promise<string> => {
      const box = page.locator('.monaco-dialog-box').filter({ hasText: text });
      await box.waitFor();
      return box.locator('.dialog-message-container').innerText();
    },
    pressInDialog: async (button: string): Promise<void> => {
      await page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
    },
  };
}

const pagesOf = (context: BrowserContext) => ({
  /** The page that an action opens in a new tab of the browser. */
  pageOpenedBy: async (action: () => Promise<void>): Promise<Page> => {
    const waiting = context.waitForEvent('page');
    // If the action fails, that is the error to tell.
    waiting.catch(() => {});
    await action();
    const opened = await waiting;
    await opened.waitForLoadState();
    return opened;
  },
});

/** What the extension logged, beside the screenshots of what failed. */
function keepLogs(logs: string, folder: string): void {
  const own = existsSync(logs) ? readdirSync(logs, { recursive: true, encoding: 'utf8' }) : [];
  for (const [at, file] of own.filter((name) => /longshore[^/]*\.log$/i.test(name)).entries())
    cpSync(join(logs, file), join(folder, `extension-${at}-FAILED.log`));
}

/** Numbered screenshots: `03-build-is-done.png`, and `03-build-is-done-FAILED.png`. */
function screenshotsOf(page: Page, folder: string, logs: string) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const taken: string[] = [];
  const screenshot = async (name: string, of: Page = page): Promise<void> => {
    const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const file = `${String(taken.length + 1).padStart(2, '0')}-${words.replace(/-failed$/, '-FAILED')}.png`;
    taken.push(file);
    // As it looks once menus and dialogs have faded in.
    await of.screenshot({ path: join(folder, file), animations: 'disabled' });
  };
  return {
    screenshot,
    /** One step of a walk: does it and keeps a screenshot, also when it fails. */
    step: async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      try {
        const result = await work();
        await screenshot(name);
        return result;
      } catch (error) {
        await screenshot(`${name} failed`);
        keepLogs(logs, folder);
        throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
    },
  };
}
