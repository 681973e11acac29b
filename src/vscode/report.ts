// The one place that shows an error to a person. Commands and activation come here; trees show rows, providers only log.
import * as l10n from '@vscode/l10n';
import { type LogOutputChannel, window } from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import { isKnownFailure, isUserError, type Offer } from '../user-error.ts';
import { visibleLines } from '../visible-text.ts';

/** Says what went wrong, once, with a way on or to our log; silent where the user changed their mind. Does not wait. */
export function reportError(error: unknown, log: LogOutputChannel, doing: string): void {
  if (error instanceof Cancelled) return;
  if (isKnownFailure(error, 'nothing-to-do')) {
    void window.showInformationMessage(visibleLines(error.message));
    return;
  }
  logError(error, log, doing);
  const known = isUserError(error) ? error : undefined;
  const offers: readonly Offer[] = [
    known?.offer ?? { title: l10n.t('Show Log'), run: async () => log.show(true) },
    ...(known?.also ? [known.also] : []),
  ];
  const titles = offers.map(({ title }) => title);
  void window.showErrorMessage(`Longshore: ${messageOf(error)}`, ...titles).then(async (answer) => {
    const chosen = offers.find(({ title }) => title === answer);
    try {
      await chosen?.run();
    } catch (failure) {
      reportError(failure, log, chosen?.title ?? doing);
    }
  });
}

/** Warns of what the work goes on without, each time it is new: attempts to connect come again and again. */
export function createWarner(log: LogOutputChannel): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    log.warn(message);
    void window.showWarningMessage(`Longshore: ${message}`);
  };
}

/** For failures that need no answer from the user now. */
export function logError(error: unknown, log: LogOutputChannel, doing: string): void {
  if (error instanceof Cancelled) return;
  log.error(`${doing}: ${messageOf(error)}`);
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.stack !== undefined) log.debug(cause.stack);
  }
}

function messageOf(error: unknown): string {
  return visibleLines(error instanceof Error ? error.message : String(error));
}
