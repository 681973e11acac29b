// What linting one file gave.
import type { DockerfileDocument } from '../dockerfile/document.ts';
import type { Problem, Severity } from '../dockerfile/rule.ts';

export interface FileResult {
  /** As it was named, or below the folder that was named. */
  readonly file: string;
  readonly document: DockerfileDocument;
  readonly problems: readonly Problem[];
  /** What its configuration says; `info` if it says nothing. */
  readonly threshold: Severity | 'none';
  /** How many fixes were applied and written. */
  readonly fixed: number;
}
