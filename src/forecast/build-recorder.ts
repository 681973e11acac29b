// Records the builds that are made here, so that the next ones can be foreseen. Stands beside a build and never in its way:
// files are read beside it while the engine reads them, and what changed in between is not recorded. What keeps it
// from recording goes to the log.
import { createBuildLines } from '../builds/line-states.ts';
import type { BuildProgress, BuildRequest, BuildResult } from '../engine/build-api.ts';
import type { Engine } from '../engine/engine.ts';
import type { AskedEngine } from './asked-engine.ts';
import type { ForecastDesk } from './desk.ts';
import { outcomesIn } from './engine-facts.ts';
import type { Foreseen } from './foreseen.ts';
import { type Miss, missText } from './misses.ts';

export interface RecordedBuild {
  take(progress: BuildProgress): void;
  /** Once; `way` is undefined for a build that failed or was canceled. Does not wait. */
  end(way: BuildResult['way'] | undefined): void;
}

export interface BuildRecorder {
  /** Right before the build. `text`: of the Dockerfile. Never throws. */
  begin(engine: Engine, request: BuildRequest, text: string): RecordedBuild;
}

export interface BuildRecorderOptions {
  readonly desk: Pick<ForecastDesk, 'begin' | 'sent' | 'end' | 'drop'>;
  readonly engines: AskedEngine;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** What a build will do, if all comes true. `text`: of its Dockerfile. */
  readonly onBegun: (dockerfile: string, text: string, foreseen: Foreseen) => void;
  /** Steps that did otherwise than foreseen. */
  readonly onMissed?: (misses: readonly Miss[]) => void;
  /** A build is over, and its record is written if there is one. */
  readonly onRecorded: () => void;
}

/** Milliseconds until an engine must have said what it is: longer, and the files have long been others. */
const patience = 30_000;

export function createBuildRecorder(options: BuildRecorderOptions): BuildRecorder {
  const { desk, engines, now, log, onBegun, onRecorded } = options;
  let count = 0;
  const sayWhy = (error: unknown) => {
    log(`The build is not recorded for forecasts: ${error instanceof Error ? error.message : error}`);
  };
  return {
    begin(engine, request, text) {
      // Another builder has a cache of its own.
      if (request.builder !== undefined) return { take: () => {}, end: onRecorded };
      const build = count++;
      const since = now();
      const signal = AbortSignal.timeout(patience);
      engines.forget();
      const begun = engines
        .of(engine, signal)
        .then((asked) => desk.begin({ build, text, request: withoutSecrets(request), engine: asked }));
      // Told at the end, as is what `sent` meets.
      begun.then((foreseen) => onBegun(request.dockerfile, text, foreseen)).catch(() => undefined);
      const lines = createBuildLines(text, { target: request.target, buildArgs: request.buildArgs });
      let isSent = false;
      return {
        take(progress) {
          lines.take(progress);
          if (isSent || !isContextRead(progress)) return;
          isSent = true;
          begun.then(() => desk.sent({ build })).catch(sayWhy);
        },
        end(way) {
          // The older builder has none of these keys.
          const isForeign = way === 'classic' || way === 'buildx';
          const outcomes = outcomesIn(lines);
          // It failed before its first step: nothing can be foreseen from that.
          const hasBuiltNothing = [...outcomes.values()].every(({ outcome }) => outcome === 'missing');
          const record = async () => {
            await begun;
            if (isForeign || hasBuiltNothing) return desk.drop({ build });
            // The builder has more now.
            engines.forget();
            const misses = await desk.end({ build, outcomes, since, at: now(), isSynced: way === 'sync' });
            options.onMissed?.(misses);
            for (const miss of misses) log(missText(request.dockerfile, miss));
          };
          record().catch(sayWhy).finally(onRecorded);
        },
      };
    },
  };
}

/** BuildKit's own name of that step. */
function isContextRead(progress: BuildProgress): boolean {
  return (
    progress.kind === 'step' &&
    (progress.state === 'done' || progress.state === 'cached') &&
    /^\[[^\]]*internal\] load (?:remote )?build context/.test(progress.name)
  );
}

/** What a forecast has no use for stays here; functions cannot go to another thread at all. */
function withoutSecrets({ credentials: _, secrets: __, ssh: ___, environment: ____, ...request }: BuildRequest) {
  return request;
}
