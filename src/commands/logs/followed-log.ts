// Follows the log of a container for as long as a user wants: over its restarts, over another container that takes its name
// (as compose and Build and Run replace one), and over an engine that restarts. What happened is told between the lines.

import * as l10n from '@vscode/l10n';
import type { Clock } from '../../clock.ts';
import type { Container, ContainerDetails } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { exitMeaning } from '../../engine/exit-code.ts';
import type { Inventory } from '../../engine/inventory.ts';
import { isKnownFailure, unless } from '../../user-error.ts';
import { type LogStream, splitLogLines } from './log-lines.ts';
import { type LogPosition, logPosition, readTimes, type TimedLine } from './log-position.ts';
import { followUnlessDead, hasSaidMore, type Run } from './unheard.ts';

/** Milliseconds in which a container that was removed may be replaced by one of its name. */
const replacementTime = 5000;

/** Milliseconds after which an engine that did not answer is asked again, if it still counts as connected. */
const retryTime = 1000;

/** What is asked of the inventory: the engine, and when anything has changed. */
export type LogSource = Pick<Inventory, 'connection' | 'engine' | 'onDidChange'>;

export interface FollowedLog {
  readonly inventory: LogSource;
  readonly container: Pick<Container, 'id' | 'name'>;
  /** Lines of its past that are read first. `position`: what of it was read already. */
  readonly tail: number | 'all';
  readonly position?: LogPosition;
  readonly clock: Clock;
  /** Some at a time, as they come: each by itself would cost more than it says. */
  onLines(lines: readonly TimedLine[]): void;
  /** What happened, as one line. */
  onNews(text: string): void;
}

/** Resolves when `stop` is aborted, or when the container is removed and none comes in its place. */
export async function followLog(log: FollowedLog, stop: AbortSignal): Promise<void> {
  const { inventory, container, clock, onNews } = log;
  const positions = new Map([[container.id, log.position ?? logPosition()]]);
  let engine = await inventory.engine(stop);
  let run: Run | undefined = { id: container.id, startedAt: undefined };
  while (run && !stop.aborted) {
    const position = positions.get(run.id) ?? logPosition();
    const tail = positions.has(run.id) ? log.tail : 'all';
    positions.set(run.id, position);
    try {
      run.startedAt ??= (await detailsOf(engine, run.id, stop))?.startedAt;
      await readOn(engine, run, { ...log, position, tail }, stop);
      run = stop.aborted ? undefined : await nextRun(engine, run, log, stop);
    } catch (error) {
      if (stop.aborted) return;
      if (!isKnownFailure(error, 'connection-lost') && !isKnownFailure(error, 'unreachable')) throw error;
      onNews(logNews.lost(clockTime(Date.now())));
      const again = await engineAgain(log, engine, stop);
      if (again === undefined) return;
      if (again.address !== engine.address) return onNews(logNews.otherEngine());
      // Not at once again, in case it cuts each time.
      if (again === engine) await pause(clock, stop);
      engine = again;
      onNews(logNews.answersAgain(clockTime(Date.now())));
    }
  }
}

/** Reads and follows until the container ends or is gone. */
async function readOn(
  engine: Engine,
  { id, startedAt }: Run,
  { position, tail, clock, onLines, onNews }: FollowedLog & { readonly position: LogPosition },
  stop: AbortSignal,
): Promise<void> {
  const request = () => {
    const since = position.resume();
    return since === undefined ? { tail, timestamps: true } : { tail: 'all' as const, timestamps: true, since };
  };
  let passed: TimedLine[] = [];
  const pass = (line: TimedLine) => {
    if (position.passes(line.at)) passed.push(line);
  };
  const hand = () => {
    if (passed.length > 0) onLines(passed);
    passed = [];
  };
  const read = async (how: 'followLogs' | 'readLogs', onLine: (line: TimedLine) => void, signal: AbortSignal) => {
    const split = splitLogLines(readTimes(onLine));
    const onOutput = (text: string, from: LogStream) => {
      split.add(text, from);
      hand();
    };
    await engine.containers[how](id, request(), onOutput, signal);
    split.end();
    hand();
  };
  const hasMore = (signal: AbortSignal) => hasSaidMore(engine, { id, startedAt }, position, signal);
  try {
    const isDead = await followUnlessDead(
      { clock, hasMore },
      (signal, heard) => {
        const onLine = (line: TimedLine) => {
          heard();
          pass(line);
        };
        return read('followLogs', onLine, signal);
      },
      stop,
    );
    if (stop.aborted) return;
    if (isDead) onNews(logNews.openedAgain(clockTime()));
    // Docker 20.10 sometimes ends the following before the last lines. Meanwhile the next run may have begun: what that says
    // comes after the news of it, and is left to the next reading.
    const end = (await detailsOf(engine, id, stop))?.finishedAt ?? Number.POSITIVE_INFINITY;
    const late: TimedLine[] = [];
    await read('readLogs', (line) => (Date.parse(line.at) > end ? void late.push(line) : pass(line)), stop);
    if (late.length === 0) return;
    const details = await detailsOf(engine, id, stop);
    const isNextRun = details?.running && details.startedAt !== startedAt;
    const limit = isNextRun ? betweenRuns(details) : Number.POSITIVE_INFINITY;
    for (const line of late) if (Date.parse(line.at) <= limit) pass(line);
    hand();
  } catch (error) {
    if (!isKnownFailure(error, 'not-found')) throw error;
  }
}

/** Milliseconds since 1970: after the last line of the run before, and before the first of this one. */
function betweenRuns({ startedAt = 0, finishedAt = startedAt }: ContainerDetails): number {
  return finishedAt > startedAt ? startedAt : (startedAt + finishedAt) / 2;
}

/** Tells how a run has ended, and waits for the next one of the container or of another in its place; undefined: none comes. */
async function nextRun(
  engine: Engine,
  { id, startedAt }: Run,
  { inventory, container: { name }, clock, onNews }: FollowedLog,
  stop: AbortSignal,
): Promise<Run | undefined> {
  const changes = watchChanges(inventory, stop);
  let cancelPatience: (() => void) | undefined;
  let isPatienceOver = false;
  let isEndTold = false;
  try {
    while (!stop.aborted) {
      const details = await detailsOf(engine, id, stop);
      if (details?.running) {
        // The engine ended the following for a reason of its own: not at once again, in case it does so each time.
        if (details.startedAt === startedAt) await pause(clock, stop);
        else onNews(startNews(name, clockTime(details.startedAt), startedAt, isEndTold));
        return { id, startedAt: details.startedAt };
      }
      const successor = (await engine.containers.list(stop)).find((each) => each.name === name && each.id !== id);
      if (details && !isEndTold) {
        onNews(endOf(name, details));
        isEndTold = true;
      }
      if (successor) {
        onNews(logNews.replaced(name, clockTime(Date.now())));
        return { id: successor.id, startedAt: undefined };
      }
      if (isPatienceOver) {
        onNews(logNews.end(name));
        return undefined;
      }
      if (!details && !cancelPatience) {
        onNews(logNews.removed(name, clockTime(Date.now())));
        cancelPatience = clock.after(replacementTime, () => {
          isPatienceOver = true;
          changes.wake();
        });
      }
      await changes.next();
    }
    return undefined;
  } finally {
    cancelPatience?.();
    changes.dispose();
  }
}

function startNews(name: string, at: string, before: number | undefined, isEndTold: boolean): string {
  if (before === undefined) return logNews.started(name, at);
  return isEndTold ? logNews.startedAgain(name, at) : logNews.restarted(name, at);
}

function endOf(name: string, { startedAt, finishedAt, exitCode = 0 }: ContainerDetails): string {
  if (startedAt === undefined) return logNews.notStarted(name);
  const meaning = exitMeaning(exitCode)?.short;
  return logNews.stopped(name, clockTime(finishedAt), exitCode, meaning);
}

async function detailsOf(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerDetails | undefined> {
  return unless(engine.containers.inspect(id, signal), 'not-found');
}

/** undefined: nobody waits any more. */
async function engineAgain(
  { inventory, clock }: Pick<FollowedLog, 'inventory' | 'clock'>,
  lost: Engine,
  stop: AbortSignal,
): Promise<Engine | undefined> {
  const changes = watchChanges(inventory, stop);
  try {
    while (!stop.aborted) {
      const { connection } = inventory;
      if (connection.state === 'connected') {
        // Mostly the inventory has not noticed yet; but a proxy may have cut the one connection of the log.
        if (connection.engine !== lost || (await answers(lost, stop))) return connection.engine;
      }
      const cancel = clock.after(retryTime, changes.wake);
      await changes.next();
      cancel();
    }
    return undefined;
  } finally {
    changes.dispose();
  }
}

function answers(engine: Engine, signal: AbortSignal): Promise<boolean> {
  return engine.info(signal).then(
    () => true,
    () => false,
  );
}

/** `next` resolves after a change since it was called last, `wake` or the end of the waiting. */
function watchChanges(inventory: LogSource, stop: AbortSignal) {
  let isDue = false;
  let resolveNext = () => {};
  const wake = () => {
    isDue = true;
    resolveNext();
  };
  const listening = inventory.onDidChange(wake);
  stop.addEventListener('abort', wake, { once: true });
  return {
    wake,
    async next(): Promise<void> {
      if (!isDue) {
        await new Promise<void>((resolve) => {
          resolveNext = resolve;
        });
      }
      isDue = stop.aborted;
    },
    dispose() {
      listening.dispose();
      stop.removeEventListener('abort', wake);
    },
  };
}

function pause(clock: Clock, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(1000, resolve);
    stop.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
  });
}

/** Hours, minutes and seconds, here. */
function clockTime(milliseconds = Date.now()): string {
  return new Date(milliseconds).toTimeString().slice(0, 8);
}

/** What is said between the lines of a log that is followed. `at`: by the clock. */
export const logNews = {
  started: (name: string, at: string) => l10n.t('"{0}" was started at {1}.', name, at),
  startedAgain: (name: string, at: string) => l10n.t('"{0}" was started again at {1}.', name, at),
  restarted: (name: string, at: string) => l10n.t('"{0}" was restarted at {1}.', name, at),
  removed: (name: string, at: string) => l10n.t('"{0}" was removed at {1}.', name, at),
  replaced: (name: string, at: string) => l10n.t('Another container replaced "{0}" at {1}.', name, at),
  openedAgain: (at: string) => l10n.t('The connection of this log was lost. Longshore opened it again at {0}.', at),
  end: (name: string) => l10n.t('End of the log of "{0}".', name),
  notStarted: (name: string) => l10n.t('The container "{0}" has not been started yet.', name),
  stopped: (name: string, at: string, exitCode: number, meaning: string | undefined) =>
    meaning === undefined
      ? l10n.t('"{0}" stopped at {1} with exit code {2}.', name, at, exitCode)
      : l10n.t('"{0}" stopped at {1} with exit code {2} ({3}).', name, at, exitCode, meaning),
  lost: (at: string) =>
    l10n.t('The connection to the engine was lost at {0}. The log continues when the engine answers.', at),
  answersAgain: (at: string) => l10n.t('The engine answered again at {0}.', at),
  otherEngine: () => l10n.t('Another engine is in use now. The log ends here.'),
};
