// How far a page is with reading images: it says so while it reads, can be stopped, and begins again when it is asked to.
import type { Panel } from './panel.ts';

export type Reading<Result> =
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly words: string }
  /** `total`: about so many bytes are to come. */
  | { readonly state: 'reading'; readonly bytes: number; readonly total: number }
  | { readonly state: 'read'; readonly result: Result };

export interface ToReadingPage<Result> {
  readonly type: 'reading';
  readonly reading: Reading<Result>;
}

export type FromReadingPage = { readonly type: 'read' } | { readonly type: 'stop' };

/** Milliseconds between two words about how far it is. */
const toldEvery = 200;

/** `total`: bytes, about. `work`: `onBytes` is told of all that have come in. */
export function createReading<Result>(
  panel: Panel<ToReadingPage<Result>, { readonly type: string }>,
  total: () => number,
  work: (onBytes: (bytes: number) => void, signal: AbortSignal) => Promise<Result>,
): { begin(): void } {
  let reading: Reading<Result> = { state: 'stopped' };
  let stop: AbortController | undefined;
  const tell = (next: Reading<Result>) => {
    reading = next;
    panel.post({ type: 'reading', reading });
  };
  const read = async () => {
    const own = new AbortController();
    stop = own;
    const signal = AbortSignal.any([own.signal, panel.closed]);
    let told = 0;
    tell({ state: 'reading', bytes: 0, total: total() });
    try {
      const result = await work((bytes) => {
        const now = performance.now();
        if (now - told < toldEvery) return;
        told = now;
        tell({ state: 'reading', bytes, total: total() });
      }, signal);
      signal.throwIfAborted();
      tell({ state: 'read', result });
    } catch (error) {
      if (panel.closed.aborted) return;
      if (own.signal.aborted) tell({ state: 'stopped' });
      else tell({ state: 'failed', words: error instanceof Error ? error.message : String(error) });
    }
  };
  panel.onMessage(({ type }) => {
    if (type === 'ready') panel.post({ type: 'reading', reading });
    else if (type === 'stop') stop?.abort();
    else if (type === 'read' && reading.state !== 'reading' && reading.state !== 'read') void read();
  });
  return {
    begin() {
      // By itself once: an image of an id never changes.
      if (!stop && panel.visible) void read();
    },
  };
}
