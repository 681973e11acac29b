// What each instruction that makes a step needs, as data: read from the Dockerfile alone. What is in the files, the stages
// and the images that it names comes later.
import type { Instruction } from '../dockerfile/text/document.ts';
import type { Ingredient } from './ingredient.ts';

/** Files of the build context that a step takes. */
export interface FileSelection {
  /** As written, variables replaced: a path or a pattern, relative to the context. */
  readonly source: string;
  /** Patterns of `--exclude`. */
  readonly excluded: readonly string[];
  /** Whether the folders above the files count (`--parents`). */
  readonly withParents: boolean;
}

/** Something that is taken from another stage, or another image. */
export type StepInput =
  | { readonly kind: 'stage'; readonly stage: number; readonly name: string }
  | { readonly kind: 'known-image'; readonly reference: string; readonly layers: readonly string[] };

/** What only the build itself finds out. */
export type OpenQuestion =
  | { readonly kind: 'download'; readonly address: string }
  | { readonly kind: 'repository'; readonly address: string }
  /** The engine does not have the image: the registry says what it is. */
  | { readonly kind: 'image'; readonly reference: string }
  /** `--pull` asks the registry. */
  | { readonly kind: 'pull'; readonly reference: string }
  /** The image has the layers that it had, and was made or pulled again: containerd's store may not see that in time. */
  | { readonly kind: 'same-layers'; readonly reference: string }
  | { readonly kind: 'named-context'; readonly name: string }
  /** It counts for some builders only. */
  | { readonly kind: 'version' }
  /** An earlier build found less in the cache than its record said. */
  | { readonly kind: 'cache-lost' }
  /** A folder of the context was removed, after which the builder may not know the files again. */
  | { readonly kind: 'removed-folder' }
  /** Files were changed while their size and time stayed: the engine may not have noticed. */
  | { readonly kind: 'unnoticed'; readonly files: readonly string[] };

export function isInput(input: StepInput | OpenQuestion): input is StepInput {
  return input.kind === 'stage' || input.kind === 'known-image';
}

export function imageIn(input: StepInput | OpenQuestion): readonly string[] {
  return input.kind === 'image' || input.kind === 'known-image' ? [input.reference] : [];
}

export interface StepPlan {
  /** The FROM, for a trigger of its base. */
  readonly instruction: Instruction;
  /** In capitals. */
  readonly keyword: string;
  readonly ingredients: readonly Ingredient[];
  readonly selections: readonly FileSelection[];
  readonly inputs: readonly StepInput[];
  readonly open: OpenQuestion | undefined;
  /** Whether the same ingredients always answer the open question alike: then what was built before is known. */
  readonly isPinned?: boolean;
  /** Whether it may be reused upon a step that runs: if that leaves the same files. */
  readonly mayTakeByContent?: boolean;
  /** References of images that it takes from, whether the engine has them or not. */
  readonly images: readonly string[];
  /** `COPY --link`: made by itself, and put upon what is below it. */
  readonly isLinked: boolean;
}
