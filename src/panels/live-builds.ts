// Keeps the facts of a page about builds true while somebody looks: told again a moment after the history has changed.
import type { BuildHistory } from '../builds/history.ts';
import { type Clock, realClock } from '../clock.ts';
import type { ToAnyPage } from './page-messages.ts';
import type { Panel } from './panel.ts';

export interface LiveBuilds<Facts> {
  /** The last known; undefined: none yet. */
  facts(): Facts | undefined;
}

/** Milliseconds for which changes are gathered. */
const pause = 200;

/** `read`: undefined if it was forgotten. Goes on until the panel is closed. */
export function keepBuildsLive<Facts>(
  panel: Panel<ToAnyPage<Facts>, { readonly type: string }>,
  builds: BuildHistory,
  source: {
    read(): Facts | undefined;
    readonly gone: string;
    /** After facts were told. */
    onFacts?(): void;
  },
  clock: Clock = realClock,
): LiveBuilds<Facts> {
  let facts: Facts | undefined;
  let cancelTelling: (() => void) | undefined;
  let isLoaded = false;
  const tell = () => {
    cancelTelling = undefined;
    if (!isLoaded || !panel.visible || panel.closed.aborted) return;
    const fresh = source.read();
    if (fresh) panel.post({ type: 'facts', facts: fresh });
    else if (facts) panel.post({ type: 'facts', facts });
    panel.post(fresh ? { type: 'hold', hold: 'live', words: '' } : { type: 'hold', hold: 'gone', words: source.gone });
    facts = fresh ?? facts;
    source.onFacts?.();
  };
  const watching = builds.onDidChange(() => {
    cancelTelling ??= clock.after(pause, tell);
  });
  panel.closed.addEventListener(
    'abort',
    () => {
      watching.dispose();
      cancelTelling?.();
    },
    { once: true },
  );
  panel.onMessage(({ type }) => {
    if (type === 'ready' || type === 'refresh') tell();
  });
  panel.onVisibility((visible) => {
    if (visible) tell();
  });
  void builds.load().then(() => {
    isLoaded = true;
    tell();
  });
  return { facts: () => facts };
}
