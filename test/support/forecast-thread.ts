// What the thread of forecasts does, in this thread: the messages go through all the same.
import {
  type DeskQuestions,
  type EngineQuestions,
  type ForecastDesk,
  serveForecasts,
} from '../../src/forecast/desk.ts';
import type { ForecastEngine } from '../../src/forecast/forecaster.ts';
import { type CallMessage, createThreadCalls, type ThreadCalls } from '../../src/forecast/thread-calls.ts';

/** `folder`: of the records. */
export function forecastThreadHere(folder: string, engine: ForecastEngine): ForecastDesk {
  const later = (receive: () => ThreadCalls) => (message: CallMessage) => {
    const copy = structuredClone(message);
    queueMicrotask(() => receive().receive(copy));
  };
  const answers = {
    inspect: ({ reference }: EngineQuestions['inspect']['question']) => engine.inspect(reference),
    cacheRecords: () => engine.cacheRecords(),
  };
  const desk: ThreadCalls = serveForecasts(
    folder,
    later(() => calls),
  );
  const calls: ThreadCalls = createThreadCalls(
    later(() => desk),
    async (name, value) => answers[name as keyof EngineQuestions](value as never),
  );
  const { id, endpoint, platform, builder } = engine;
  const ask =
    <Name extends keyof DeskQuestions>(name: Name) =>
    (question: object, signal?: AbortSignal) => {
      const plain =
        'engine' in question ? { ...question, engine: { id, endpoint, platform, builder, engine: 0 } } : question;
      return calls.call(name, plain, signal) as Promise<DeskQuestions[Name]['answer']>;
    };
  return {
    isRecorded: ask('isRecorded'),
    foresee: ask('foresee'),
    stale: ask('stale'),
    changed: ask('changed'),
    begin: ask('begin'),
    sent: ask('sent'),
    end: ask('end'),
    drop: ask('drop'),
  };
}
