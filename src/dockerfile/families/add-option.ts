// The family of rules that want an option at calls of a package manager.

import * as l10n from '@vscode/l10n';
import { isInProduct } from '../meaning/product.ts';
import { mountTargets } from '../meaning/run-mounts.ts';
import { type PackageCall, packageCalls } from '../packages/calls.ts';
import { aliasesOf, type ManagerName } from '../packages/managers.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import type { DockerfileDocument } from '../text/document.ts';

export interface WantedOption {
  readonly managers: readonly ManagerName[];
  /** As it is written: `--no-cache` */
  readonly option: string;
  /** Asked once for a document; the answer is asked for each call. */
  lacks(document: DockerfileDocument): (call: PackageCall) => boolean;
  /** Only in stages that end up in the image, or only in the others; if nothing is said, in all. */
  readonly stages?: 'product' | 'others';
  /** Where a mount at such a place makes the option needless. */
  readonly mounted?: RegExp;
  message(call: PackageCall): string;
  readonly safe: boolean;
}

export function wantedOptionCheck(wanted: WantedOption): Rule['check'] {
  const { managers, option, lacks, stages, mounted, message, safe } = wanted;
  return (document, report) => {
    const calls = packageCalls(document, managers);
    if (calls.length === 0) return;
    const isLacking = lacks(document);
    for (const call of calls) {
      if (!isLacking(call)) continue;
      if (stages && (stages === 'product') !== isInProduct(document, call.run, call.inOnbuild)) continue;
      if (mounted && mountTargets(document, call.run).some((target) => mounted.test(target))) continue;
      const edits = insertBehind(document, call.action, ` ${option}`);
      report({
        range: document.rangeOf(call.head),
        aliases: aliasesOf(call.manager),
        message: message(call),
        fix: edits.length ? { title: l10n.t('Add {0}', option), edits, safe } : undefined,
      });
    }
  };
}
