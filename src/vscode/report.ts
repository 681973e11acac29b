// The one place that shows an error to a person. Commands and activation come here; trees show rows, providers only log.
import { type LogOutputChannel, window } from 'vscode';
import { Cancelled } from '../commands/host.ts';

/** Says what went wrong, once, with a way to the log; silent where the user changed their mind. Does not wait. */
export function reportError(error: unknown, log: LogOutputChannel, doing: string): void {
  if (error instanceof Cancelled) return;
  logError(error, log, doing);
  const showLog = 'Show Log';
  void window.showErrorMessage(`Longshore: ${messageOf(error)}`, showLog).then((answer) => {
    if (answer === showLog) log.show(true);
  });
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
  return error instanceof Error ? error.message : String(error);
}
