// What goes to a thread that lints, and what comes back: plain data, which threads can hand over.

import type { Problem } from '../rule-parts/rule.ts';
import type { LintOptions } from './lint.ts';

export interface LintWorkerInput {
  readonly text: string;
  /** Of the editor's language; undefined: English. */
  readonly texts: Readonly<Record<string, string>> | undefined;
  readonly options: Omit<LintOptions, 'onRuleFailure'>;
}

export interface LintWorkerOutput {
  readonly problems: readonly Problem[];
  readonly failures: readonly { readonly rule: string; readonly message: string }[];
}
