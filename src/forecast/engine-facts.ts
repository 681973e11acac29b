// What a forecast asks of an engine, by the engine's own interface; and what a build told of its steps.
import type { BuildLines, LineState } from '../builds/line-states.ts';
import type { Engine } from '../engine/engine.ts';
import { isEngineError } from '../errors.ts';
import type { ForecastEngine, ToldOutcome } from './forecaster.ts';
import type { KeyedStep } from './keys.ts';

/** 20.10 reckons other digests for a folder in which one was removed, 26.1 does not; those in between were not tried. */
const firstThatRemovesFolders = 26;

/** 20.10 to 28.5 count the order of variables; what later ones do was not tried. */
const lastThatCountsVariableOrder = 28;

/** Rejects with EngineError if it does not answer. */
export async function forecastEngineOf(engine: Engine, signal?: AbortSignal): Promise<ForecastEngine> {
  const { id, platform, version } = await engine.info(signal);
  const major = Number.parseInt(version, 10);
  return {
    id,
    endpoint: engine.id,
    platform,
    forgetsFolders: major < firstThatRemovesFolders,
    countsVariableOrder: major <= lastThatCountsVariableOrder ? true : undefined,
    inspect: (reference, inspectSignal) =>
      engine.images.inspect(reference, inspectSignal).catch((error) => {
        if (isEngineError(error, 'not-found') || isEngineError(error, 'image-not-found')) return undefined;
        throw error;
      }),
    cacheRecords: async (listSignal) =>
      (await engine.buildCache.list(listSignal)).flatMap(({ id, kind, inUse, lastUsedAt }) => {
        // It is at work on it, or has not yet put it away: then it goes without having been cached.
        if (inUse && lastUsedAt === undefined) return [];
        return kind === 'regular' || kind === 'source.local' ? [{ id, isContext: kind === 'source.local' }] : [];
      }),
  };
}

/** By where the instruction starts in the text, which is that of the build. */
export type ToldOutcomes = ReadonlyMap<number, ToldOutcome>;

export function outcomesIn(lines: BuildLines): ToldOutcomes {
  return new Map(lines.states().map((state) => [state.instruction.start, outcomeOf(state)]));
}

function outcomeOf({ state, startedAt, completedAt }: LineState): ToldOutcome {
  if (state === 'cached') return { outcome: 'reused' };
  if (state !== 'done') return { outcome: 'missing' };
  const duration = startedAt !== undefined && completedAt !== undefined ? completedAt - startedAt : undefined;
  return { outcome: 'ran', duration };
}

/** For a step of the same text. */
export function toldIn(outcomes: ToldOutcomes): (step: KeyedStep) => ToldOutcome | undefined {
  return ({ instruction }) => outcomes.get(instruction.start);
}
