// Says what is missing where the engine does not: it answers a question about a path in a container without a word.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { isKnownFailure, UserError } from '../../user-error.ts';

/** Waits for `work` on that path; its `not-found` comes out naming the path or, if that is gone, the container. */
export async function namingWhatIsMissing<T>(
  engine: Engine,
  { id, name }: Pick<Container, 'id' | 'name'>,
  path: string,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isKnownFailure(error, 'not-found')) throw error;
    const isThere = (await engine.containers.get(id)) !== undefined;
    const said = isThere ? doesNotExist(path, name) : containerGone(name);
    throw new UserError('not-found', said, { cause: error });
  }
}

export const doesNotExist = (path: string, container: string) =>
  l10n.t('"{0}" does not exist in "{1}".', path, container);

export const containerGone = (name: string) => l10n.t('The container "{0}" no longer exists.', name);
