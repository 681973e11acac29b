// Where forecasts are made: reads records and files, and keeps what it read, so that a forecast costs what has changed. In a
// thread of its own, what it wants to know of an engine, it asks the other side.
import type { ForecastRequest } from './build-options.ts';
import { type ContextFiles, readContextFiles, type UnsavedFile } from './context-files.ts';
import { type ToldOutcomes, toldIn } from './engine-facts.ts';
import type { FileFact } from './file-facts.ts';
import {
  type Forecast,
  type ForecastEngine,
  type ForecastInputs,
  makeForecast,
  readAgain,
  recordBuild,
  scopeOf,
} from './forecaster.ts';
import { type Foreseen, foreseenOf } from './foreseen.ts';
import { type Miss, missesOf } from './misses.ts';
import { recordOfBuild, type Staleness, stalenessOf } from './staleness.ts';
import { createForecastStore } from './store.ts';
import { type CallMessage, createThreadCalls, type ThreadCalls } from './thread-calls.ts';
import {
  type ContextWatcher,
  createWatchedContexts,
  type WatchedContexts,
  type WatcherChange,
} from './watched-contexts.ts';

/** What is known of an engine without asking it; it is asked by `engine`, a number that the other side has given it. */
export interface EngineFacts extends Pick<ForecastEngine, 'id' | 'endpoint' | 'platform' | 'builder'> {
  readonly engine: number;
}

export interface ForeseeQuestion {
  /** Of the Dockerfile, as it would be built. */
  readonly text: string;
  readonly request: ForecastRequest;
  readonly unsaved: UnsavedFile | undefined;
  readonly engine: EngineFacts;
  /** Who tells of changes in the context; absent: nobody, all files are looked at. */
  readonly watcher?: ContextWatcher | undefined;
  /** Looks at all files all the same, and whether the watcher has told of all. */
  readonly isChecked?: boolean;
}

/** A forecast, and a file that the watcher was found to have told nothing of: it is not believed any more. */
export interface CheckedForecast extends Foreseen {
  readonly missed?: string;
}

/** What the desk answers. */
export interface DeskQuestions {
  /** Whether a build of the Dockerfile is recorded, on any engine. */
  readonly isRecorded: { readonly question: { readonly dockerfile: string }; readonly answer: boolean };
  readonly foresee: { readonly question: ForeseeQuestion; readonly answer: CheckedForecast };
  /** How old the image of a build is that ended then; undefined: that is not known. */
  readonly stale: {
    readonly question: Pick<ForeseeQuestion, 'text' | 'request' | 'engine'> & {
      /** Of the Dockerfile as it was built. */
      readonly textThen: string;
      /** Milliseconds since 1970. */
      readonly endedAt: number;
    };
    readonly answer: Staleness | undefined;
  };
  /** What a watcher told; paths in its context, undefined: anything. */
  readonly changed: { readonly question: WatcherChange; readonly answer: undefined };
  /** A build begins: what it will do, and how its files are. `build`: a number for what follows. */
  readonly begin: {
    readonly question: Omit<ForeseeQuestion, 'unsaved' | 'watcher' | 'isChecked'> & { readonly build: number };
    readonly answer: Foreseen;
  };
  /** The engine has read the files. */
  readonly sent: { readonly question: { readonly build: number }; readonly answer: undefined };
  /** It is over: writes its record, and answers what was not as foreseen. */
  readonly end: { readonly question: EndQuestion; readonly answer: readonly Miss[] };
  /** Nothing of it is to be recorded. */
  readonly drop: { readonly question: { readonly build: number }; readonly answer: undefined };
}

export interface EndQuestion {
  readonly build: number;
  readonly outcomes: ToldOutcomes;
  /** Milliseconds since 1970: when it began, and when it was over. */
  readonly since: number;
  readonly at: number;
  readonly isSynced: boolean;
}

/** What it asks in turn. */
export interface EngineQuestions {
  readonly inspect: {
    readonly question: { readonly engine: number; readonly reference: string };
    readonly answer: Awaited<ReturnType<ForecastEngine['inspect']>>;
  };
  readonly cacheRecords: {
    readonly question: { readonly engine: number };
    readonly answer: Awaited<ReturnType<ForecastEngine['cacheRecords']>>;
  };
}

/** What the thread is given when it begins. */
export interface DeskSetup {
  /** Of the records. */
  readonly folder: string;
  /** In the editor's language. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** What a desk does, for whoever names engines like this. */
export type Desk<Engine> = {
  readonly [Name in keyof DeskQuestions]: (
    question: WithEngine<DeskQuestions[Name]['question'], Engine>,
    signal?: AbortSignal,
  ) => Promise<DeskQuestions[Name]['answer']>;
};

/** One that asks engines itself. */
export type ForecastDesk = Desk<ForecastEngine>;

type WithEngine<Question, Engine> = Question extends { readonly engine: unknown }
  ? Omit<Question, 'engine'> & { readonly engine: Engine }
  : Question;

/** A desk in another thread. `folder`: of the records. */
export function serveForecasts(folder: string, send: (message: CallMessage) => void): ThreadCalls {
  const engineOf = ({ engine, ...facts }: EngineFacts): ForecastEngine => {
    const ask = <Name extends keyof EngineQuestions>(
      name: Name,
      question: EngineQuestions[Name]['question'],
      signal?: AbortSignal,
    ) => calls.call(name, question, signal) as Promise<EngineQuestions[Name]['answer']>;
    return {
      ...facts,
      inspect: (reference, signal) => ask('inspect', { engine, reference }, signal),
      cacheRecords: (signal) => ask('cacheRecords', { engine }, signal),
    };
  };
  const desk: Desk<EngineFacts> = createForecastDesk({ folder, engineOf, watched: createWatchedContexts() });
  const calls = createThreadCalls(send, async (name, value, signal) =>
    desk[name as keyof DeskQuestions](value as never, signal),
  );
  return calls;
}

export interface DeskParts<Engine> {
  /** Of the records. */
  readonly folder: string;
  readonly engineOf: (engine: Engine) => ForecastEngine;
  /** Keeps the files of contexts that somebody watches; absent: all files are read each time. */
  readonly watched?: WatchedContexts;
  /** How all files are read. */
  readonly readFiles?: typeof readContextFiles;
}

/** A question rejects with what reading its files or asking its engine rejects with. */
export function createForecastDesk<Engine>(parts: DeskParts<Engine>): Desk<Engine> {
  const { folder, engineOf, watched, readFiles = readContextFiles } = parts;
  const store = createForecastStore(folder);
  const read = new Map<string, Map<string, FileFact>>();
  const factsOf = (contextFolder: string) => {
    const known = read.get(contextFolder) ?? new Map<string, FileFact>();
    read.set(contextFolder, known);
    return known;
  };
  const building = new Map<number, { readonly forecast: Promise<Forecast>; files?: Promise<ContextFiles> }>();
  /** The record of a build is there for whatever is asked after it. */
  let writing: Promise<unknown> = Promise.resolve();
  const forecastOf = async (
    { engine, text, request }: Pick<ForecastInputs, 'text' | 'request'> & { readonly engine: Engine },
    files: Pick<ForecastInputs, 'unsaved' | 'readFiles'>,
    signal: AbortSignal | undefined,
  ) => {
    await writing;
    const read = factsOf(request.contextFolder);
    return makeForecast(
      { text, request, engine: engineOf(engine), records: await store.read(), read, readFiles, ...files },
      signal,
    );
  };
  const write = async ({ build, outcomes, ...more }: EndQuestion, signal?: AbortSignal) => {
    const begun = building.get(build);
    building.delete(build);
    const forecast = await begun?.forecast;
    const files = await begun?.files;
    if (!forecast) return [];
    const told = toldIn(outcomes);
    const misses = missesOf(forecast, told);
    await store.write(await recordBuild(forecast, { told, ...more, ...(files ? { files } : {}) }, signal));
    return misses;
  };
  return {
    isRecorded: async ({ dockerfile }) => (await store.read()).some((record) => record.dockerfile === dockerfile),
    async foresee(question, signal) {
      const { unsaved, request, watcher, isChecked } = question;
      const reading = watched?.readingOf(request, watcher, isChecked) ?? { read: readFiles, missed: () => undefined };
      const forecast = await forecastOf(question, { unsaved, readFiles: reading.read }, signal);
      const missed = reading.missed();
      return { ...foreseenOf(forecast), ...(missed === undefined ? {} : { missed }) };
    },
    async stale({ textThen, endedAt, ...question }, signal) {
      await writing;
      const scope = scopeOf(question.request, engineOf(question.engine));
      const record = recordOfBuild(await store.read(), scope, endedAt);
      return record && stalenessOf(await forecastOf(question, {}, signal), record, textThen);
    },
    changed: async (change) => void watched?.changed(change),
    async begin({ build, ...question }, signal) {
      // What is recorded was looked at.
      const forecast = forecastOf(question, {}, signal);
      building.set(build, { forecast });
      forecast.catch(() => building.delete(build));
      return foreseenOf(await forecast);
    },
    async sent({ build }, signal) {
      const begun = building.get(build);
      if (!begun) return undefined;
      begun.files ??= begun.forecast.then((forecast) => readAgain(forecast, signal));
      await begun.files;
      return undefined;
    },
    async end(question, signal) {
      const written = write(question, signal);
      writing = written.catch(() => undefined);
      return written;
    },
    drop: async ({ build }) => void building.delete(build),
  };
}
