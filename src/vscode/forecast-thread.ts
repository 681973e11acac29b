// The thread that makes forecasts: begun when the first is wanted, and ended when none has been for a while.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { l10n } from 'vscode';
import type { DeskQuestions, DeskSetup, EngineQuestions } from '../forecast/desk.ts';
import type { ForecastEngine } from '../forecast/forecaster.ts';
import type { ForecastThread } from '../forecast/live-forecasts.ts';
import { hasRecords } from '../forecast/store.ts';
import { type CallMessage, createThreadCalls, type ThreadCalls } from '../forecast/thread-calls.ts';

/** Milliseconds; what it knows of files is then gone, apart from what is recorded. */
const idleTime = 300_000;

/** `folder`: of the records. */
export function createForecastThread(folder: string): ForecastThread & { dispose(): void } {
  const engines: ForecastEngine[] = [];
  let running: { readonly worker: Worker; readonly calls: ThreadCalls } | undefined;
  let idle: NodeJS.Timeout | undefined;
  let open = 0;

  const answers = {
    inspect: ({ engine, reference }: EngineQuestions['inspect']['question']) => engines[engine]?.inspect(reference),
    cacheRecords: ({ engine }: EngineQuestions['cacheRecords']['question']) => engines[engine]?.cacheRecords(),
  };
  const begin = () => {
    const workerData: DeskSetup = { folder, texts: l10n.bundle };
    const worker = new Worker(join(__dirname, 'forecast-worker.js'), { workerData });
    const calls = createThreadCalls(
      (message) => worker.postMessage(message),
      async (name, value) => answers[name as keyof EngineQuestions](value as never),
    );
    worker.on('message', (message: CallMessage) => calls.receive(message));
    const gone = (error: Error) => {
      calls.fail(error);
      if (running?.worker === worker) running = undefined;
    };
    worker.on('error', gone);
    worker.on('exit', (code) => gone(new Error(`The forecasting thread ended with ${code}.`)));
    return { worker, calls };
  };
  const end = () => {
    void running?.worker.terminate();
    running = undefined;
  };
  const ask = async <Name extends keyof DeskQuestions>(
    name: Name,
    question: DeskQuestions[Name]['question'],
    signal?: AbortSignal,
  ): Promise<DeskQuestions[Name]['answer']> => {
    clearTimeout(idle);
    running ??= begin();
    open++;
    try {
      return (await running.calls.call(name, question, signal)) as DeskQuestions[Name]['answer'];
    } finally {
      open--;
      clearTimeout(idle);
      if (open === 0) idle = setTimeout(end, idleTime);
    }
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
    // Whoever builds elsewhere pays for no thread.
    isRecorded: async (question, signal) =>
      (running !== undefined || (await hasRecords(folder))) && ask('isRecorded', question, signal),
    foresee: (question, signal) => ask('foresee', withFacts(question), signal),
    stale: (question, signal) => ask('stale', withFacts(question), signal),
    // A thread that has not begun has kept nothing.
    changed: async (change) => (running ? ask('changed', change) : undefined),
    begin: (question, signal) => ask('begin', withFacts(question), signal),
    sent: (question, signal) => ask('sent', question, signal),
    end: (question, signal) => ask('end', question, signal),
    drop: (question, signal) => ask('drop', question, signal),
    dispose() {
      clearTimeout(idle);
      end();
    },
  };
}
