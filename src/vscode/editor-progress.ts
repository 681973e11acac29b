// Work that takes a while, in a notification that can cancel it.
import { ProgressLocation, window } from 'vscode';
import { Cancelled, type Progress } from '../commands/host/dialogs.ts';

import { abortSignalOf } from './lifetime.ts';

/** Milliseconds that VS Code shows such a notification at least (`withNotificationProgress` of its progress service). */
const shownAtLeast = 800;

/** What is over sooner needs no notification: it would only flash. */
const quick = 400;

/** Runs at once; a notification with Cancel appears only if it takes more than a moment. */
export async function showProgress<T>(
  title: string,
  work: (report: (progress: Progress) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  let latest: Progress = {};
  let shown: ((progress: Progress) => void) | undefined;
  const done = work((progress) => {
    latest = progress;
    shown?.(progress);
  }, cancel.signal);
  if (await settlesWithin(done, quick)) return done;
  const begun = performance.now();
  return window
    .withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (bar, token) => {
      abortSignalOf(token).addEventListener('abort', () => cancel.abort(new Cancelled()), { once: true });
      let percent = 0;
      shown = ({ message, fraction }) => {
        const next = Math.max(percent, Math.round((fraction ?? 0) * 100));
        bar.report({ ...(message === undefined ? {} : { message }), increment: next - percent });
        percent = next;
      };
      shown(latest);
      return done;
    })
    .then(async (answer) => {
      // What is said next shall not stand beside it.
      await pause(shownAtLeast - (performance.now() - begun));
      return answer;
    });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
