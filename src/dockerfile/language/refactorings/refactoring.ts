// What a refactoring is: an edit that somebody asks for, which repairs nothing.
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import type { Edit, Span } from '../../text/range.ts';

export interface Refactoring {
  readonly kind: 'rewrite' | 'extract' | 'inline';
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Where it is asked for. */
export interface RefactoringPlace {
  readonly document: DockerfileDocument;
  readonly selection: Span;
  /** The one that the selection begins in; of an ONBUILD all of it. */
  readonly instruction: Instruction;
}

/** undefined where it does not apply. */
export type Refactor = (place: RefactoringPlace) => Refactoring | undefined;
