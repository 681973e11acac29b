// What a step is made of: the builder reuses the step while all of it stays the same.
import { mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import { digestOf } from './digest.ts';

export interface Ingredient {
  readonly kind:
    | 'instruction'
    | 'argument'
    | 'variable'
    | 'folder'
    | 'user'
    | 'shell'
    | 'option'
    | 'base'
    /** The files that one source of a COPY, or one mount, selects; `name` is the source. */
    | 'files'
    /** An earlier stage that something is taken from. */
    | 'stage'
    /** Another image that something is taken from. */
    | 'image';
  readonly name: string;
  readonly digest: string;
  /** As it may be shown and kept: absent for what may be secret, and for what is long. */
  readonly value?: string;
  /** Whether the builder counts it is not the same for all versions, or not known. */
  readonly doubtful?: true;
}

const longestShown = 80;

/** `value` stays out of it if it may be secret. */
export function ingredient(
  kind: Ingredient['kind'],
  name: string,
  value: string,
  doubtful: 'doubtful' | 'certain' = 'certain',
): Ingredient {
  const isShown = value.length <= longestShown && !mayBeSecret(name, value);
  return {
    kind,
    name,
    digest: digestOf(name, value),
    ...(isShown ? { value } : {}),
    ...(doubtful === 'doubtful' ? { doubtful: true } : {}),
  };
}

/** Files and images count by what is in them, whatever they are called. */
export function digestOfAll(ingredients: readonly Ingredient[]): string {
  return digestOf(...ingredients.flatMap(({ kind, name, digest }) => [kind, byContent.has(kind) ? '' : name, digest]));
}

const byContent: ReadonlySet<Ingredient['kind']> = new Set(['files', 'base', 'image']);
