// What a build's failure is to a person.
import * as l10n from '@vscode/l10n';
import { BuildContextError } from '../../build-context/error.ts';
import { EngineError, type EngineErrorKind } from '../../errors.ts';
import { baseImageOf, remoteAdd, withoutCommands, withoutWrapping } from '../failures/build-words.ts';
import { explainBuild } from '../failures/index.ts';
import { baseImageSentences } from '../failures/of-builds.ts';
import { presentable } from '../failures/presentable.ts';
import { explain } from '../failures/sentence.ts';
import { engineError } from './engine-errors.ts';

/** What an image that a build needs meets on its way here. */
const absences: readonly EngineErrorKind[] = [
  'not-found',
  'image-not-found',
  'registry-denied',
  'registry-unreachable',
  'registry-limit',
  'registry-failed',
];

/** `words`: the engine's; `step`: the one that failed, where it is known. */
export function buildError(words: string, step: string | undefined): EngineError {
  const because = { cause: new Error(words) };
  const known = explainBuild(words, step);
  if (known) return new EngineError(known.kind, known.message, { ...because, place: known.place });
  const said = withoutCommands(withoutWrapping(words));
  const { kind, message } = engineError(said, 'build-failed');
  // What the Dockerfile says is not what a person has typed, and what ADD fetches is no image: BuildKit's own words are true.
  const address = remoteAdd(step);
  if (kind === 'invalid' || address !== undefined) {
    const own = presentable(said);
    return new EngineError(
      'build-failed',
      address === undefined ? own : l10n.t('{0} failed: {1}', address, own),
      because,
    );
  }
  const image = baseImageOf(step);
  const absent = absences.includes(kind) || explain(baseImageSentences, withoutWrapping(words)) !== undefined;
  return absent && image !== undefined
    ? new EngineError('build-failed', baseNotHere(image, message), because)
    : new EngineError('build-failed', message, because);
}

/** What is wrong with the context, as an EngineError; all else stays. */
export function inputError(error: unknown): unknown {
  return error instanceof BuildContextError ? new EngineError('build-input', error.message, { cause: error }) : error;
}

export const baseNotHere = (image: string, why: string): string =>
  l10n.t('The image {0}, which the Dockerfile uses, is not on this engine and cannot be pulled. {1}', image, why);
