// Whether a log that is silent is only that: a network in between may have forgotten its one connection while all others work,
// and then nothing tells of it. The engine is asked now and then, in silence alone, whether there is more than has come.
import type { Clock } from '../../clock.ts';

/** Milliseconds of silence after which the engine is asked. */
const silence = 30_000;

/** Milliseconds in which a line that is on its way must have come. */
const onItsWay = 3000;

interface Heard {
  readonly clock: Clock;
  /** When the last line came, by that clock; undefined: none did. */
  heardAt(): number | undefined;
  /** Whether the engine has more, by another connection. */
  hasMore(signal: AbortSignal): Promise<boolean>;
}

/** Follows until the engine ends it, `stop` is aborted, or the connection turns out to be dead: answers whether it was. */
export async function followUnlessDead(
  { clock, heardAt, hasMore }: Heard,
  follow: (signal: AbortSignal) => Promise<void>,
  stop: AbortSignal,
): Promise<boolean> {
  const ending = new AbortController();
  const end = () => ending.abort(stop.reason);
  stop.addEventListener('abort', end, { once: true });
  let cancel = () => {};
  let isDead = false;

  function watch(from: number): void {
    cancel = clock.after(from + silence - clock.now(), () => {
      const last = heardAt() ?? from;
      if (last > from) watch(last);
      else ask();
    });
  }
  const watchOn = () => {
    if (!ending.signal.aborted) watch(clock.now());
  };
  function ask(): void {
    const before = heardAt();
    const unlessHeard = () => (heardAt() === before ? leave() : watchOn());
    hasMore(ending.signal).then(
      (has) => {
        if (!has) watchOn();
        else if (!ending.signal.aborted) cancel = clock.after(onItsWay, unlessHeard);
      },
      // An engine that does not answer at all is noticed by its heartbeat.
      watchOn,
    );
  }
  function leave(): void {
    isDead = true;
    ending.abort();
  }

  watch(clock.now());
  try {
    await follow(ending.signal);
    return isDead;
  } finally {
    cancel();
    ending.abort();
    stop.removeEventListener('abort', end);
  }
}
