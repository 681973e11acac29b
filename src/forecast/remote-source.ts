// What an ADD takes from elsewhere. The step itself counts the content alone, wherever it comes from, and the name of a file.
// Source: BuildKit's frontend/dockerfile/dockerfile2llb/convert.go (dispatchCopy), source/http and source/git (CacheKey); measured
// with builds on 20.10, 26.1 and 28.5.
import { posix } from 'node:path';
import type { BuilderTraits } from './builder-traits.ts';
import { type Ingredient, ingredient } from './ingredient.ts';
import type { OpenQuestion } from './step-plan.ts';

export interface RemoteSource {
  readonly question: OpenQuestion;
  /** What the step counts of its address: the name of the file, nothing of a repository. */
  readonly name: string;
  readonly address: Ingredient;
  /** Whether its content is always the same: a commit, or a checksum. */
  readonly isPinned: boolean;
}

function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/i.test(source);
}

/** `checksum`: that of the instruction, if it has one. undefined: a file of the context. */
export function remoteSource(
  source: string,
  checksum: string | undefined,
  { addsRepositories }: BuilderTraits,
): RemoteSource | undefined {
  if (!isRemote(source)) return undefined;
  const isOfRepository = isRepository(source);
  const isPinned = isOfRepository ? addsRepositories && hasCommit(source) : checksum !== undefined;
  const [path = ''] = source.split(/[?#]/);
  return {
    question: { kind: isOfRepository ? 'repository' : 'download', address: source },
    name: isOfRepository ? '' : posix.basename(path),
    address: ingredient('option', isPinned ? 'pinned address' : openAddress, `${source} ${checksum ?? ''}`, 'doubtful'),
    isPinned,
  };
}

/** Name of the ingredient of an address behind which the content may change. */
export const openAddress = 'address';

/** `git://…`, `git@…`, and addresses that end in `.git`, also with a branch behind. */
const isRepository = (source: string) => /^git(?::\/\/|@)|^ssh:|\.git(?:[#?]|$)/i.test(source);

/** A whole one: what is shorter may be a branch. */
const hasCommit = (source: string) => /#[0-9a-f]{40}(?::.*)?$/.test(source);
