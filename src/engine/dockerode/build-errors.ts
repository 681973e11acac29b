// What a build's failure is to a person.
import { BuildContextError } from '../../build-context/error.ts';
import { baseImageOf, buildFailure, withoutCommands, withoutEnginePaths, withoutWrapping } from '../build/failure.ts';
import { EngineError } from '../errors.ts';
import { engineError, engineWords } from './error-mapping.ts';

/** `words`: the engine's; `step`: the one that failed, where it is known. */
export function buildError(words: string, step: string | undefined): EngineError {
  const because = { cause: new Error(words) };
  const failure = buildFailure(words, step);
  if (failure) return new EngineError(failure.kind, failure.message, because);
  const said = withoutCommands(withoutWrapping(words));
  const { kind, message } = engineError(withoutEnginePaths(said), 'build-failed');
  // What the Dockerfile says is not what a person has typed, and what ADD fetches is no image: BuildKit's own words are true.
  const address = /^(?:\[[^\]]*\] )?(ADD (?:--\S+ )*(?:https?|git|ssh):\S+)/.exec(step ?? '')?.[1];
  if (kind === 'invalid' || address !== undefined) {
    const own = engineWords(withoutEnginePaths(said));
    return new EngineError('build-failed', address === undefined ? own : `${address} failed: ${own}`, because);
  }
  const image = baseImageOf(step);
  const absent =
    [
      'not-found',
      'image-not-found',
      'registry-denied',
      'registry-unreachable',
      'registry-limit',
      'registry-failed',
    ].includes(kind) || /^pulling from host |failed to resolve source metadata/i.test(withoutWrapping(words));
  return absent && image !== undefined
    ? new EngineError(
        'build-failed',
        `The image ${image}, which the Dockerfile needs, is not on this engine and cannot be pulled. ${message}`,
        because,
      )
    : new EngineError('build-failed', message, because);
}

/** What is wrong with the context, as an EngineError; all else stays. */
export function inputError(error: unknown): unknown {
  return error instanceof BuildContextError ? new EngineError('build-input', error.message, { cause: error }) : error;
}
