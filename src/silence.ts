// A stream that is silent may have nothing to say, or be dead while other connections work: a network or a proxy in between has
// forgotten it, and then nothing tells of it. Somebody is asked now and then, in silence alone, whether something was missed.
import type { Clock } from './clock.ts';

/** Milliseconds in which what is on its way must have come. */
const onItsWay = 3000;

export interface SilenceParts {
  readonly clock: Clock;
  /** Milliseconds without a word after which it is asked, and again after as many. */
  readonly after: number;
  /**
   * Whether something should have come, as another connection tells, since the last word so many milliseconds ago.
   * In doubt: no. Who does not answer at all is noticed by others.
   */
  hasMissed(silentFor: number, signal: AbortSignal): Promise<boolean>;
  /** Called once: something was missed and does not come. */
  onDead(): void;
}

export interface SilenceWatch {
  /** Something came. */
  heard(): void;
  stop(): void;
}

export function watchSilence({ clock, after, hasMissed, onDead }: SilenceParts): SilenceWatch {
  const over = new AbortController();
  let heardAt = clock.now();
  let cancel = () => {};

  function wait(milliseconds: number): void {
    if (!over.signal.aborted) cancel = clock.after(milliseconds, look);
  }
  function look(): void {
    const silentFor = clock.now() - heardAt;
    if (silentFor < after) wait(after - silentFor);
    else ask(silentFor);
  }
  function ask(silentFor: number): void {
    const before = heardAt;
    const unlessHeard = () => {
      if (heardAt === before) {
        over.abort();
        onDead();
      } else wait(after);
    };
    hasMissed(silentFor, over.signal).then(
      (missed) => {
        if (!missed || heardAt !== before) wait(after);
        else if (!over.signal.aborted) cancel = clock.after(onItsWay, unlessHeard);
      },
      // Nothing is known, then.
      () => wait(after),
    );
  }

  wait(after);
  return {
    heard: () => {
      heardAt = clock.now();
    },
    stop: () => {
      cancel();
      over.abort();
    },
  };
}
