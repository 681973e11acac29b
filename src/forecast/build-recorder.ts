// Records the builds that are made here, so that the next ones can be foreseen. Stands beside a build and never in its way:
// what keeps it from recording goes to the log.
import { createBuildLines } from '../builds/line-states.ts';
import type { BuildProgress, BuildRequest, BuildResult } from '../engine/build-api.ts';
import type { Engine } from '../engine/engine.ts';
import { forecastEngineOf, toldBy } from './engine-facts.ts';
import { makeForecast, recordBuild } from './forecaster.ts';
import type { ForecastStore } from './store.ts';
import { verdictText } from './words.ts';

export interface RecordedBuild {
  take(progress: BuildProgress): void;
  /** Once; `way` is undefined for a build that failed or was canceled. */
  end(way: BuildResult['way'] | undefined): Promise<void>;
}

export interface BuildRecorder {
  /** Right before the build: reads the files that it will read. `text`: of the Dockerfile. Never rejects. */
  begin(engine: Engine, request: BuildRequest, text: string): Promise<RecordedBuild>;
}

export interface BuildRecorderOptions {
  readonly store: ForecastStore;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Milliseconds for which a build waits until its files are read: no longer than a person notices. */
const longestWait = 200;

const notRecorded: RecordedBuild = { take: () => undefined, end: async () => undefined };

export function createBuildRecorder({ store, now, log }: BuildRecorderOptions): BuildRecorder {
  const sayWhy = (error: unknown) => {
    log(`The build is not recorded for forecasts: ${error instanceof Error ? error.message : error}`);
  };
  return {
    async begin(engine, request, text) {
      // Another builder has a cache of its own, and the older one has none of these keys.
      if (request.builder !== undefined) return notRecorded;
      try {
        const signal = AbortSignal.timeout(longestWait);
        const asked = await forecastEngineOf(engine, signal);
        const forecast = await makeForecast({ text, request, engine: asked, records: await store.read() }, signal);
        const lines = createBuildLines(text, { target: request.target, buildArgs: request.buildArgs });
        return {
          take: (progress) => lines.take(progress),
          async end(way) {
            if (way === 'classic' || way === 'buildx') return;
            const told = toldBy(lines);
            for (const { step, verdict } of forecast.steps) {
              const isMiss = verdict.kind === 'reused' && step.keyword !== 'FROM' && told(step)?.outcome === 'ran';
              if (isMiss) log(`Line ${step.line + 1} was foreseen as "${verdictText(verdict)}", and ran: ${step.text}`);
            }
            await recordBuild(forecast, { told, at: now(), isSynced: way === 'sync' })
              .then((record) => store.write(record))
              .catch(sayWhy);
          },
        };
      } catch (error) {
        sayWhy(error);
        return notRecorded;
      }
    },
  };
}
