// What is measured in the editor's window, by the window's own clock: from a key or a click to what is drawn. Each function
// answers when the window watches; what it answers waits for what is watched for, at most a minute.
import type { Page } from 'playwright-core';

/** What is watched for: a function for the window, which calls its second argument with a time when it has come. */
type Watch<Wanted> = (wanted: Wanted, resolve: (time: number) => void) => void;

interface Watched {
  benchWatched: Record<number, Promise<number>>;
}

let watches = 0;

async function watchInWindow<Wanted>(page: Page, wanted: Wanted, watch: Watch<Wanted>): Promise<() => Promise<number>> {
  const id = watches++;
  const what = JSON.stringify(wanted);
  await page.evaluate(`{
    window.benchWatched ??= {};
    window.benchWatched[${id}] = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('nothing of that kind is drawn')), 60_000);
      (${watch.toString()})(${what}, resolve);
    });
    window.benchWatched[${id}].catch(() => {});
    // What is answered would be waited for.
    undefined;
  }`);
  return () => page.evaluate((at) => (window as unknown as Watched).benchWatched[at] as Promise<number>, id);
}

/** Milliseconds from the next key that goes down to the frame that shows a wavy line, or none any more. */
export const whenMarked = (page: Page, marked: boolean) =>
  watchInWindow(page, marked, (wanted, resolve) => {
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = () => {
          const isMarked = document.querySelector('.editor-instance [class*="squiggly-"]') !== null;
          if (isMarked === wanted) resolve(performance.now() - timeStamp);
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });

/** Milliseconds from the next key that goes down to the frame that shows a list of completions with this word in it. */
export const whenCompleted = (page: Page, word: string) =>
  watchInWindow(page, word, (wanted, resolve) => {
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = () => {
          const widget = document.querySelector('.suggest-widget.visible');
          const labels = [...(widget?.querySelectorAll('.label-name') ?? [])].map(({ textContent }) => textContent);
          if (labels.includes(wanted)) resolve(performance.now() - timeStamp);
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });

/** Milliseconds from the frame that shows this text in the editor to the one that shows a wavy line. */
export const whenOpenedAndMarked = (page: Page, text: string) =>
  watchInWindow(page, text, (wanted, resolve) => {
    let shown: number | undefined;
    const look = () => {
      const editor = document.querySelector('.editor-instance .view-lines');
      if (editor?.textContent?.replaceAll('\u00a0', ' ').includes(wanted)) shown ??= performance.now();
      const isMarked = document.querySelector('.editor-instance [class*="squiggly-"]') !== null;
      if (shown !== undefined && isMarked) resolve(performance.now() - shown);
      else requestAnimationFrame(look);
    };
    look();
  });

/** Milliseconds since 1970 of the frame in whose trees rows with each of these texts stand, at least (or at most) so many. */
export const whenRows = (page: Page, texts: readonly string[], count: { atLeast?: number; atMost?: number }) =>
  watchInWindow(page, { texts, atLeast: count.atLeast ?? 0, atMost: count.atMost ?? 1e9 }, (wanted, resolve) => {
    const look = () => {
      const rows = [...document.querySelectorAll('.sidebar .monaco-list-row')].map(({ textContent }) => textContent);
      const counts = wanted.texts.map((text) => rows.filter((row) => row.includes(text)).length);
      if (counts.every((found) => found >= wanted.atLeast && found <= wanted.atMost))
        resolve(performance.timeOrigin + performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });

/** Milliseconds since 1970 at which the pointer goes down next. */
export const whenClicked = (page: Page) =>
  watchInWindow(page, undefined, (_wanted, resolve) => {
    document.addEventListener('pointerdown', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), {
      capture: true,
      once: true,
    });
  });

/**
 * Milliseconds since 1970 of the frame, after the next click, in which the line with this text has the mark of a step that is
 * done: a mark of the build before does not count.
 */
export const whenLastMark = (page: Page, text: string) =>
  watchInWindow(page, text, (wanted, resolve) => {
    const mark = () => {
      const lines = [...document.querySelectorAll('.editor-instance .view-line')];
      const spans = lines.find(({ textContent }) => textContent.includes(wanted))?.querySelectorAll('span') ?? [];
      return [...spans]
        .map((span) => getComputedStyle(span, '::after').content)
        .filter((content) => content !== 'none' && content !== 'normal')
        .join();
    };
    let wasWithout = mark() === '';
    const look = () => {
      const now = mark();
      if (now === '') wasWithout = true;
      if (wasWithout && /reused|cached|✓/i.test(now)) resolve(performance.timeOrigin + performance.now());
      else requestAnimationFrame(look);
    };
    document.addEventListener('pointerdown', () => look(), { capture: true, once: true });
  });
