// Does one thing to several objects: a few at a time, all of them even if some fail, one summary of the failures.
import * as l10n from '@vscode/l10n';
import { isKnownFailure, UserError } from '../../user-error.ts';

/** Requests under way at once. An engine works most off one after the other anyway; more would only fill its queue. */
const usuallyAtOnce = 4;

/**
 * Calls `work` for each item. With one item its error comes out as it is; with several, one error names the failed ones.
 */
export async function forEachOf<T>(
  items: readonly T[],
  name: (item: T) => string,
  work: (item: T) => Promise<void>,
  atOnce: number = usuallyAtOnce,
): Promise<void> {
  const failures: { name: string; error: unknown }[] = [];
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await work(item);
      } catch (error) {
        failures.push({ name: name(item), error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const [first] = failures;
  if (!first) return;
  if (items.length === 1) throw first.error;
  const lines = failures.map(({ name, error }) => `${name}: ${error instanceof Error ? error.message : String(error)}`);
  throw new UserError(
    isKnownFailure(first.error) ? first.error.kind : 'failed',
    l10n.t('{0} of {1} failed. {2}', failures.length, items.length, lines.join(' ')),
    { cause: first.error },
  );
}
