// An image that is not there: the one refusal that most windows meet though nothing has failed, as base images that were never
// pulled are asked for. It is known without the tables of all failures, which are large.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import { shortName } from '../../image-reference.ts';
import { shortIds } from './presentable.ts';
import type { EngineSentence } from './sentence.ts';

export const noSuchImage: EngineSentence = {
  id: 'no-such-image',
  pattern:
    /(?:^|: )(?:failed to find image|unable to find a name and tag match for|no such image:?|reference does not exist:?) ?"?([^\s"]*[^\s":,])?/i,
  kind: 'not-found',
  say: sayNoSuchImage,
  source: [
    'moby/moby daemon/images/image.go',
    'moby/moby daemon/internal/refstore/store.go',
    'containers/podman pkg/api/handlers/compat/images.go',
  ],
  engines: 'Docker 20.10 to 29, Podman 4 and 5',
};

export function sayNoSuchImage(match: RegExpExecArray): string {
  const name = shortName(shortIds(match[1] ?? ''));
  return name === ''
    ? l10n.t('That image is not on this engine. Pull or build it first.')
    : l10n.t('The image "{0}" is not on this engine. Pull or build it first.', name);
}

/** What the tables would say of a refusal that consists of this alone; undefined: ask them. */
export function absentImage(status: number, words: string): EngineError | undefined {
  const match =
    status === 404 && /^no such image: ?(\S+)(?:: no such image: \1)?$/i.test(words)
      ? noSuchImage.pattern.exec(words)
      : null;
  return match ? new EngineError(noSuchImage.kind, sayNoSuchImage(match), { cause: new Error(words) }) : undefined;
}
