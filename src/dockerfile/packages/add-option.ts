// The family of rules that want an option at calls of a package manager.
import type { DockerfileDocument } from '../document.ts';
import type { Rule } from '../rule.ts';
import { mountTargets } from '../run-mounts.ts';
import { insertBehind } from '../word-edits.ts';
import { type PackageCall, packageCalls } from './calls.ts';
import { aliasesOf, type ManagerName } from './managers.ts';

export interface WantedOption {
  readonly managers: readonly ManagerName[];
  /** As it is written: `--no-cache` */
  readonly option: string;
  /** Asked once for a document; the answer is asked for each call. */
  lacks(document: DockerfileDocument): (call: PackageCall) => boolean;
  /** Where a mount at such a place makes the option needless. */
  readonly mounted?: RegExp;
  message(call: PackageCall): string;
  readonly safe: boolean;
}

export function wantedOptionCheck({ managers, option, lacks, mounted, message, safe }: WantedOption): Rule['check'] {
  return (document, report) => {
    const calls = packageCalls(document, managers);
    if (calls.length === 0) return;
    const isLacking = lacks(document);
    for (const call of calls) {
      if (!isLacking(call)) continue;
      if (mounted && mountTargets(call.run).some((target) => mounted.test(target))) continue;
      const edits = insertBehind(document, call.action, ` ${option}`);
      report({
        range: document.rangeOf(call.head),
        aliases: aliasesOf(call.manager),
        message: message(call),
        fix: edits.length ? { title: `Add ${option}`, edits, safe } : undefined,
      });
    }
  };
}
