// Who makes forecasts: the extension host where that is quickly done, and a thread, which is begun when it is wanted, and ended when its
// memory is worth more than what it knows.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { l10n } from 'vscode';
import { realClock } from '../clock.ts';
import type { DeskQuestions, DeskSetup, EngineQuestions, ForecastDesk } from '../forecast/desk.ts';
import { createForecastDesks } from '../forecast/forecast-desks.ts';
import type { ForecastEngine } from '../forecast/forecaster.ts';
import { keepThread } from '../forecast/kept-thread.ts';
import { recordsIn } from '../forecast/store.ts';
import { type CallMessage, createThreadCalls } from '../forecast/thread-calls.ts';
import { loadedOnce } from '../loaded-once.ts';

/** `folder`: of the records. */
export function createDesks(folder: string): ForecastDesk & { dispose(): void } {
  const far = createForecastThread(folder);
  const near = loadedOnce(async () => (await import('../forecast/near-desk.ts')).createNearDesk(folder));
  return {
    ...createForecastDesks({ near, far, records: () => recordsIn(folder) }),
    dispose: far.dispose,
  };
}

/** `folder`: of the records. */
function createForecastThread(folder: string): ForecastDesk & { dispose(): void } {
  const engines: ForecastEngine[] = [];
  /** A build is told of at its begin and at its end, and what it was made of is in the thread between them. */
  const builds = new Map<number, () => void>();

  const answers = {
    inspect: ({ engine, reference }: EngineQuestions['inspect']['question']) => engines[engine]?.inspect(reference),
    cacheRecords: ({ engine }: EngineQuestions['cacheRecords']['question']) => engines[engine]?.cacheRecords(),
  };
  const begin = (gone: () => void) => {
    const workerData: DeskSetup = { folder, texts: l10n.bundle };
    const worker = new Worker(join(__dirname, 'forecast-worker.js'), { workerData });
    const calls = createThreadCalls(
      (message) => worker.postMessage(message),
      async (name, value) => answers[name as keyof EngineQuestions](value as never),
    );
    worker.on('message', (message: CallMessage) => calls.receive(message));
    const fail = (error: Error) => {
      calls.fail(error);
      gone();
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`The forecasting thread ended with ${code}.`)));
    return { call: calls.call, end: () => void worker.terminate() };
  };
  const kept = keepThread(begin, realClock);
  const ask = <Name extends keyof DeskQuestions>(
    name: Name,
    question: DeskQuestions[Name]['question'],
    signal?: AbortSignal,
  ) => kept.ask(name, question, signal) as Promise<DeskQuestions[Name]['answer']>;
  const release = (build: number) => {
    builds.get(build)?.();
    builds.delete(build);
  };
  const numberOf = (engine: ForecastEngine) => {
    if (!engines.includes(engine)) engines.push(engine);
    return engines.indexOf(engine);
  };
  const withFacts = <Question extends { readonly engine: ForecastEngine }>({ engine, ...question }: Question) => {
    const { id, endpoint, platform, builder } = engine;
    return {
      ...question,
      engine: { id, endpoint, platform, builder, engine: numberOf(engine) },
    };
  };
  return {
    isRecorded: (question, signal) => ask('isRecorded', question, signal),
    foresee: (question, signal) => ask('foresee', withFacts(question), signal),
    stale: (question, signal) => ask('stale', withFacts(question), signal),
    // A thread that has not begun has kept nothing.
    changed: async (change) => (kept.isRunning() ? ask('changed', change) : undefined),
    async begin(question, signal) {
      builds.set(question.build, kept.hold());
      try {
        return await ask('begin', withFacts(question), signal);
      } catch (error) {
        release(question.build);
        throw error;
      }
    },
    sent: (question, signal) => ask('sent', question, signal),
    end: (question, signal) => ask('end', question, signal).finally(() => release(question.build)),
    drop: (question, signal) => ask('drop', question, signal).finally(() => release(question.build)),
    dispose: kept.dispose,
  };
}
