// What linting one file gave.

import type { Problem, Severity } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';

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
