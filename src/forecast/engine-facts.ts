// What a forecast asks of an engine, by the engine's own interface; and what a build told of its steps.
import type { BuildLines } from '../builds/line-states.ts';
import type { Engine } from '../engine/engine.ts';
import { isEngineError } from '../errors.ts';
import type { ForecastEngine, ToldOutcome } from './forecaster.ts';
import type { KeyedStep } from './keys.ts';

/** 20.10 reckons other digests for a folder in which one was removed, 26.1 does not; those in between were not tried. */
const firstThatRemovesFolders = 26;

/** Rejects with EngineError if it does not answer. */
export async function forecastEngineOf(engine: Engine, signal?: AbortSignal): Promise<ForecastEngine> {
  const { id, platform, version } = await engine.info(signal);
  return {
    id,
    endpoint: engine.id,
    platform,
    forgetsFolders: Number.parseInt(version, 10) < firstThatRemovesFolders,
    inspect: (reference, inspectSignal) =>
      engine.images.inspect(reference, inspectSignal).catch((error) => {
        if (isEngineError(error, 'not-found') || isEngineError(error, 'image-not-found')) return undefined;
        throw error;
      }),
    cacheRecords: async (listSignal) =>
      (await engine.buildCache.list(listSignal)).flatMap(({ id, kind }) =>
        kind === 'regular' || kind === 'source.local' ? [{ id, isContext: kind === 'source.local' }] : [],
      ),
  };
}

/** `lines`: of the same text. */
export function toldBy(lines: BuildLines): (step: KeyedStep) => ToldOutcome | undefined {
  const states = new Map(lines.states().map((state) => [state.instruction.start, state]));
  return ({ instruction }) => {
    const told = states.get(instruction.start);
    if (!told) return undefined;
    const { state, startedAt, completedAt } = told;
    if (state === 'cached') return { outcome: 'reused' };
    if (state !== 'done') return { outcome: 'missing' };
    const duration = startedAt !== undefined && completedAt !== undefined ? completedAt - startedAt : undefined;
    return { outcome: 'ran', duration };
  };
}
