// What a build's failure is to a person.
import { BuildContextError } from '../../build-context/error.ts';
import { baseImageOf, buildFailure, withoutWrapping } from '../build/failure.ts';
import { EngineError } from '../errors.ts';
import { engineError } from './error-mapping.ts';

/** `words`: the engine's; `step`: the one that failed, where it is known. */
export function buildError(words: string, step: string | undefined): EngineError {
  const because = { cause: new Error(words) };
  const failure = buildFailure(words, step);
  if (failure) return new EngineError(failure.kind, failure.message, because);
  const { kind, message } = engineError(withoutWrapping(words), 'build-failed');
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
