// Whether a log that is silent is only that: its one connection may be dead while all others work. The engine is asked whether
// there is more than has come.
import type { Clock } from '../../clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { watchSilence } from '../../silence.ts';
import { unless } from '../../user-error.ts';
import { splitLogLines } from './log-lines.ts';
import { type LogPosition, readTimes } from './log-position.ts';

/** Milliseconds of silence after which the engine is asked. */
const silence = 30_000;

interface Heard {
  readonly clock: Clock;
  /** Whether the engine has more, by another connection. */
  hasMore(signal: AbortSignal): Promise<boolean>;
}

/**
 * Follows until the engine ends it, `stop` is aborted, or the connection turns out to be dead: answers whether it was.
 * `follow` says of each line that it came.
 */
export async function followUnlessDead(
  { clock, hasMore }: Heard,
  follow: (signal: AbortSignal, heard: () => void) => Promise<void>,
  stop: AbortSignal,
): Promise<boolean> {
  const ending = new AbortController();
  const end = () => ending.abort(stop.reason);
  stop.addEventListener('abort', end, { once: true });
  let isDead = false;
  const watch = watchSilence({
    clock,
    after: silence,
    hasMissed: (_silentFor, signal) => hasMore(signal),
    onDead: () => {
      isDead = true;
      ending.abort();
    },
  });
  try {
    await follow(ending.signal, watch.heard);
    return isDead;
  } finally {
    watch.stop();
    ending.abort();
    stop.removeEventListener('abort', end);
  }
}

/** A container from one start to its end. */
export interface Run {
  readonly id: string;
  startedAt: number | undefined;
}

/** Whether its run is over, or its last line is newer than all that were read: then following it should have told so. */
export async function hasSaidMore(
  engine: Engine,
  { id, startedAt }: Run,
  position: LogPosition,
  signal: AbortSignal,
): Promise<boolean> {
  const details = await unless(engine.containers.inspect(id, signal), 'not-found');
  if (!details) return true;
  if (startedAt !== undefined && !(details.running && details.startedAt === startedAt)) return true;
  let isNewer = false;
  const lines = splitLogLines(
    readTimes(({ at }) => {
      isNewer ||= position.isNewer(at);
    }),
  );
  await engine.containers.readLogs(id, { tail: 1, timestamps: true }, (text, from) => lines.add(text, from), signal);
  lines.end();
  return isNewer;
}
