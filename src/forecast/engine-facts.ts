// What a forecast asks of an engine, by the engine's own interface; and what a build told of its steps.
import type { BuildLines, LineState } from '../builds/line-states.ts';
import type { Engine } from '../engine/engine.ts';
import { isEngineError } from '../errors.ts';
import { builderTraits } from './builder-traits.ts';
import type { ForecastEngine, ToldOutcome } from './forecaster.ts';
import type { KeyedStep } from './keys.ts';

/** Rejects with EngineError if it does not answer. */
export async function forecastEngineOf(engine: Engine, signal?: AbortSignal): Promise<ForecastEngine> {
  const { id, platform, version } = await engine.info(signal);
  return {
    id,
    endpoint: engine.id,
    platform,
    builder: builderTraits(version),
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
