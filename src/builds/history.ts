// The builds that run and those that are over: the one owner of both. What runs is in memory, what is over in the store.

import { basename } from 'node:path';
import type { BuildProgress, BuildResult } from '../engine/build-api.ts';
import type { EngineId } from '../engine/engine-id.ts';
import type { DockerfilePlace } from '../errors.ts';
import { keptLines } from './kept-lines.ts';
import { baseSize, type HistoryStep, layerSizes } from './layer-sizes.ts';
import { type BuildLines, createBuildLines } from './line-states.ts';
import type { LiveBuilds } from './live-builds.ts';
import { type LogSections, logSections, withoutMarks } from './log-marks.ts';
import { createLogText } from './log-text.ts';
import { createOwnWrites } from './own-writes.ts';
import type { BuildProfile } from './profile.ts';
import type { BuildRecord, ErrandRecord, Outcome, StepRecord } from './record.ts';
import { type Redaction, redactionOf } from './redaction.ts';
import { stageLabel } from './stage-label.ts';
import type { BuildStore } from './store.ts';

export interface BuildStart {
  readonly engine: EngineId | undefined;
  /** Absolute path. */
  readonly dockerfile: string;
  /** Of the Dockerfile as it is built. */
  readonly text: string;
  readonly profile: BuildProfile;
  readonly tags: readonly string[];
  readonly before: BuildRecord['before'];
  /** Ends it at the engine. */
  cancel(): void;
  /** Takes secrets out of what is kept and shown; nothing if absent. */
  readonly redaction?: Redaction;
}

/** A build as it is followed, and its last state after it. */
export interface FollowedBuild {
  readonly record: BuildRecord;
  /** Where its steps are; only as long as the editor is open. */
  readonly lines: BuildLines;
  readonly text: string;
  cancel(): void;
}

export interface RunningBuild {
  readonly id: string;
  take(progress: BuildProgress): void;
  /** Once. */
  end(
    outcome: Exclude<Outcome, 'running'>,
    more: { result?: BuildResult; error?: string; place?: DockerfilePlace | undefined },
  ): void;
  /** Of the image that it made, newest first; after its end. */
  tellHistory(history: readonly HistoryStep[]): void;
}

export interface StepReason {
  /** A sentence. */
  readonly words: string;
  /** Whether that is something that was changed, and not only that a step before it ran. */
  readonly isCause: boolean;
}

/** Of a running build, why its steps run, by the lines of their instructions. */
export type StepReasons = ReadonlyMap<number, StepReason>;

/** `live`: something of a running build; `list`: a build began, ended, or was removed. */
export type HistoryChange = { readonly kind: 'live' | 'list'; readonly dockerfile: string };

export interface BuildHistory {
  /** Newest first, the running ones too. Empty until `load` is done. */
  readonly records: readonly BuildRecord[];
  /** Reads the store, once, and follows from then on what other windows of the editor write there. */
  load(): Promise<void>;
  start(start: BuildStart): RunningBuild;
  /** The last build of the file: since the editor was opened, or shortly before, once `load` is done. */
  followed(dockerfile: string): FollowedBuild | undefined;
  cancel(id: string): void;
  /** Those that run are left alone. */
  remove(ids: readonly string[]): Promise<void>;
  log(id: string): Promise<string>;
  /** The same by step. */
  logSections(id: string): Promise<LogSections>;
  /** Why the steps of the build of that file run, which is running or has just ended; `text`: as it is built. */
  tellReasons(dockerfile: string, text: string, reasons: StepReasons): void;
  /** What later lines waste of earlier ones in the image of that build, once its files are known. */
  tellWasted(id: string, wasted: NonNullable<BuildRecord['wasted']>): void;
  /** Answers what ends it. */
  onDidChange(listener: (change: HistoryChange) => void): { dispose(): void };
  dispose(): void;
}

export interface BuildHistoryOptions {
  readonly store: BuildStore;
  /** What the windows of the editor know of each other's running builds; absent: nothing. */
  readonly live?: LiveBuilds;
  readonly now: () => number;
  /** Where a store that cannot be written is told. */
  readonly log: (line: string) => void;
}

/** So many builds of one Dockerfile are kept. */
const keptBuilds = 20;
/** Milliseconds after which a build of another session is history, and stands on the lines of its file no more. */
const followedTime = 86_400_000;
/** Of what a failed step wrote. */
const keptOutput = 10;

interface HeldBuild extends FollowedBuild {
  record: BuildRecord;
  reasons?: StepReasons;
  redaction?: Redaction;
}

export function createBuildHistory({ store, live, now, log }: BuildHistoryOptions): BuildHistory {
  const listeners = new Set<(change: HistoryChange) => void>();
  const followed = new Map<string, HeldBuild>();
  const running = new Map<string, HeldBuild>();
  let over: readonly BuildRecord[] = [];
  let loading: Promise<void> | undefined;
  let watching: { dispose(): void } | undefined;
  const ownWrites = createOwnWrites();
  const removedIds = new Set<string>();
  /** Until they are on the disk. */
  const ending = new Map<string, Promise<unknown>>();
  let count = 0;
  const tell = (change: HistoryChange) => {
    for (const listener of listeners) listener(change);
  };
  const inStore = (doing: Promise<unknown>) => {
    doing.catch((error) => log(`Builds are not kept: ${error instanceof Error ? error.message : error}`));
  };
  const trim = (dockerfile: string) => {
    const surplus = over.filter((record) => record.dockerfile === dockerfile).slice(keptBuilds);
    over = over.filter((record) => !surplus.includes(record));
    for (const { id } of surplus) {
      removedIds.add(id);
      inStore(store.remove(id));
    }
  };

  /** What the store has, with what this window knows better. */
  const takeOver = (read: readonly BuildRecord[]) => {
    const others = read.filter(({ id }) => !running.has(id) && !ownWrites.has(id) && !removedIds.has(id));
    const kept = over.filter(({ id }) => ownWrites.has(id));
    const next = [...kept, ...others].sort((a, b) => b.startedAt - a.startedAt);
    const isSame = next.map(({ id }) => id).join() === over.map(({ id }) => id).join();
    over = next;
    for (const record of next) {
      const { dockerfile, text, endedAt = 0, startedAt } = record;
      const known = followed.get(dockerfile);
      const isOld = now() - endedAt > followedTime;
      if (text === undefined || isOld || (known && known.record.startedAt >= startedAt)) continue;
      followed.set(dockerfile, { record, text, lines: keptLines(record, text), cancel: () => undefined });
    }
    if (!isSame) tell({ kind: 'list', dockerfile: '' });
  };
  const readAll = async () => {
    const endReading = ownWrites.beginReading();
    try {
      takeOver(await store.read());
    } catch (error) {
      log(`Earlier builds cannot be read: ${error instanceof Error ? error.message : error}`);
    } finally {
      endReading();
    }
  };

  /** What cannot be written is told by whoever wrote it. */
  const wholeLog = async (id: string) => {
    await ending.get(id)?.catch(() => undefined);
    return store.readLog(id);
  };

  return {
    get records() {
      const elsewhere = (live?.others ?? []).filter(
        ({ id }) => !running.has(id) && !over.some((each) => each.id === id),
      );
      const own = [...running.values()].map(({ record }) => record).reverse();
      if (elsewhere.length === 0) return [...own, ...over];
      return [...[...own, ...elsewhere].sort((a, b) => b.startedAt - a.startedAt), ...over];
    },
    load() {
      loading ??= readAll().then(() => {
        watching = store.watch(() => void readAll());
        live?.begin({
          onAsked: (id) => running.get(id)?.cancel(),
          onChange: () => tell({ kind: 'list', dockerfile: '' }),
        });
      });
      return loading;
    },
    start({ engine, dockerfile, text, profile, tags, before, cancel, redaction = redactionOf([]) }) {
      const startedAt = now();
      const id = `${startedAt.toString(36)}-${(count++).toString(36)}-${basename(dockerfile)}`;
      const { target, buildArgs } = profile;
      const lines = createBuildLines(text, { target, buildArgs });
      const build: HeldBuild = {
        lines,
        text,
        cancel,
        redaction,
        record: {
          id,
          engine,
          dockerfile,
          text: redaction.text(text),
          profile,
          tags,
          startedAt,
          before,
          endedAt: undefined,
          outcome: 'running',
          error: undefined,
          steps: [],
          imageId: undefined,
          size: undefined,
          way: undefined,
        } as BuildRecord,
      };
      followed.set(dockerfile, build);
      running.set(id, build);
      live?.tell(build.record);
      const writer = store.openLog(id);
      const logText = createLogText((line) => writer.write(line));
      const told = new Map<string, Extract<BuildProgress, { kind: 'step' }>>();
      const stepsNow = () => stepRecords(build, logText.numberOf);
      tell({ kind: 'list', dockerfile });
      return {
        id,
        take(progress) {
          const shown = redaction.progress(progress);
          // By its whole name it is found which line a step belongs to; it is not shown.
          lines.take(shown.kind === 'step' && progress.kind === 'step' ? { ...shown, name: progress.name } : shown);
          logText.take(shown);
          if (shown.kind === 'step') {
            told.set(shown.id, shown);
            const bases = { ...build.record.bases, ...pinnedBase(shown.name) };
            build.record = {
              ...build.record,
              steps: stepsNow(),
              errands: errandRecords(lines, [...told.values()], logText.numberOf),
              ...(Object.keys(bases).length > 0 ? { bases } : {}),
            };
          } else if (shown.kind === 'context') {
            const { files, bytes, seen } = shown;
            build.record = { ...build.record, sent: { files, bytes, seen } };
          }
          live?.tell(build.record);
          tell({ kind: 'live', dockerfile });
        },
        end(outcome, { result, error, place }) {
          if (place && error !== undefined) lines.refuse(place, redaction.text(error));
          build.record = {
            ...build.record,
            outcome,
            endedAt: now(),
            error: error === undefined ? undefined : redaction.text(error),
            steps: stepsNow(),
            imageId: result?.imageId,
            size: result?.size,
            way: result?.way,
          };
          running.delete(id);
          ownWrites.begin(id);
          over = [build.record, ...over];
          logText.end(build.record, now());
          // From then on the disk says whether it is still there: another window may forget it.
          const written = writer.end();
          ending.set(id, written);
          const forget = () => ending.delete(id);
          written.then(forget, forget);
          const kept = Promise.all([written, store.write(build.record).then(() => ownWrites.end(id))]);
          inStore(kept);
          // The others have its record by then.
          if (live) inStore(kept.then(() => live.end(id)).catch(() => live.end(id)));
          trim(dockerfile);
          tell({ kind: 'list', dockerfile });
        },
        tellHistory(history) {
          const { imageId } = build.record;
          const sizes = layerSizes(build.record, history);
          const base = baseSize(build.record, history);
          // Forgotten in the meantime, or nothing to tell.
          if ((sizes.size === 0 && !base) || !over.some((record) => record.id === id)) return;
          const same = over.find((each) => each.imageId === imageId && each.text === build.record.text && each.wasted);
          build.record = {
            ...build.record,
            ...(sizes.size > 0 ? { layerSizes: Object.fromEntries(sizes) } : {}),
            ...(base ? { baseSize: base } : {}),
            ...(same?.wasted ? { wasted: same.wasted } : {}),
          };
          over = over.map((record) => (record.id === id ? build.record : record));
          inStore(store.write(build.record));
          tell({ kind: 'list', dockerfile });
        },
      };
    },
    followed: (dockerfile) => followed.get(dockerfile),
    cancel(id) {
      const own = running.get(id);
      if (own) own.cancel();
      else if (live) inStore(live.askToCancel(id));
    },
    async remove(ids) {
      const gone = over.filter(({ id }) => ids.includes(id));
      over = over.filter((record) => !gone.includes(record));
      for (const [path, { record }] of followed) if (gone.some(({ id }) => id === record.id)) followed.delete(path);
      for (const { id } of gone) removedIds.add(id);
      await Promise.all(gone.map(({ id }) => store.remove(id)));
      for (const { dockerfile } of gone) tell({ kind: 'list', dockerfile });
    },
    log: async (id) => withoutMarks(await wholeLog(id)),
    logSections: async (id) => logSections(await wholeLog(id)),
    tellReasons(dockerfile, text, reasons) {
      const build = followed.get(dockerfile);
      if (build?.text !== text) return;
      const { redaction, record } = build;
      build.reasons = new Map(
        [...reasons].map(([line, { words, isCause }]) => [line, { words: redaction?.text(words) ?? words, isCause }]),
      );
      build.record = { ...record, steps: record.steps.map((step) => withReason(step, build.reasons)) };
      if (running.has(record.id)) return tell({ kind: 'live', dockerfile });
      over = over.map((each) => (each.id === record.id ? build.record : each));
      inStore(store.write(build.record));
      tell({ kind: 'list', dockerfile });
    },
    tellWasted(id, wasted) {
      const before = over.find((record) => record.id === id);
      if (!before) return;
      const record = { ...before, wasted };
      over = over.map((each) => (each.id === id ? record : each));
      const build = followed.get(record.dockerfile);
      if (build?.record.id === id) build.record = record;
      inStore(store.write(record));
      tell({ kind: 'list', dockerfile: record.dockerfile });
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      watching?.dispose();
      live?.dispose();
    },
  };
}

function stepRecords({ lines, reasons }: HeldBuild, numberOf: (step: string) => number): StepRecord[] {
  const { document } = lines;
  return lines.states().map((of) => {
    const { instruction, line, state, startedAt, completedAt, error, steps } = of;
    const stage = document.stages[instruction.stageIndex];
    const ran = state !== 'cached' && startedAt !== undefined;
    const step: StepRecord = {
      line,
      text: document.lineText(line).trim(),
      stage: stage ? stageLabel(document, stage) : '',
      state,
      duration: ran && completedAt !== undefined ? completedAt - startedAt : undefined,
      ...(ran ? { startedAt } : {}),
      ...(steps.length > 0 ? { logs: steps.map(numberOf) } : {}),
      ...(state === 'failed' ? { error, lastLines: lines.output(of).slice(-keptOutput) } : {}),
    };
    return withReason(step, reasons);
  });
}

/** Only of what ran, or runs. */
function withReason(step: StepRecord, reasons: StepReasons | undefined): StepRecord {
  const reason = reasons?.get(step.line);
  const ran = step.state === 'running' || step.state === 'done' || step.state === 'failed';
  if (reason === undefined || !ran) return step;
  return { ...step, reason: reason.words, ...(reason.isCause ? { isCause: true } : {}) };
}

/** Steps of no instruction, which have begun. */
function errandRecords(
  lines: BuildLines,
  told: readonly Extract<BuildProgress, { kind: 'step' }>[],
  numberOf: (step: string) => number,
): ErrandRecord[] {
  return told.flatMap(({ id, name, state, startedAt, completedAt }): ErrandRecord[] =>
    startedAt === undefined || lines.lineOf(id) !== undefined
      ? []
      : [{ name, state, startedAt, duration: Math.max(0, (completedAt ?? startedAt) - startedAt), log: numberOf(id) }],
  );
}

/** `[1/3] FROM docker.io/library/node:22@sha256:…`: the engine names the image with its digest where it has looked it up. */
function pinnedBase(name: string): Readonly<Record<string, string>> {
  const [, image, digest] = /\bFROM (\S+)@(sha256:[0-9a-f]{64})\b/.exec(name) ?? [];
  return image === undefined || digest === undefined ? {} : { [image]: digest };
}
