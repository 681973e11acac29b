// A pull's or push's progress by layer, summed up for one line of a notification.
import * as l10n from '@vscode/l10n';
import type { TransferProgress } from '../../engine/image-api.ts';
import { formatBytes } from '../../quantities.ts';
import type { Progress } from './dialogs.ts';

const finished = /^(Pull complete|Already exists|Pushed|Layer already exists|Mounted from)/;
const travelling = /^(Downloading|Pushing)/;

/** Answers a function that takes each progress in and says how far the whole is. */
export function transferSummary(): (progress: TransferProgress) => Progress {
  const layers = new Map<string, { current: number; total: number; done: boolean }>();
  return ({ layer, status, current, total, silentFor }) => {
    if (silentFor !== undefined) return { message: l10n.t('no news from the engine for {0} seconds', silentFor) };
    // The first lines are about the whole: `Pulling from library/node`.
    if (layer === undefined || /^(Pulling from|The push refers)/.test(status)) return { message: status };
    const known = layers.get(layer) ?? { current: 0, total: 0, done: false };
    if (travelling.test(status) && total !== undefined) {
      known.current = current ?? known.current;
      known.total = total;
    }
    if (finished.test(status)) {
      known.done = true;
      known.current = known.total;
    }
    layers.set(layer, known);
    const pause = /^Retrying in (.+)/.exec(status)?.[1];
    const all = [...layers.values()];
    const done = all.filter((one) => one.done).length;
    const bytes = all.reduce((sum, one) => sum + one.current, 0);
    const totalBytes = all.reduce((sum, one) => sum + one.total, 0);
    if (pause !== undefined) return { message: nextTryIn(pause), fraction: done / all.length };
    const amount = totalBytes > 0 ? ([formatBytes(bytes), formatBytes(totalBytes)] as const) : undefined;
    return { message: layersDone(done, all.length, amount), fraction: done / all.length };
  };
}

export const nextTryIn = (time: string): string => l10n.t('connection lost, next try in {0}', time);

/** `amount`: how much is here, and of how much. */
export const layersDone = (
  done: number | string,
  all: number,
  amount: readonly [here: string, all: string] | undefined,
): string =>
  amount ? l10n.t('{0} of {1} layers, {2} of {3}', done, all, ...amount) : l10n.t('{0} of {1} layers', done, all);
