// The family of rules that want versions of packages: each package without one is pointed at.

import * as l10n from '@vscode/l10n';
import { type PackageCall, packageCalls } from '../packages/calls.ts';
import { aliasesOf, type ManagerName } from '../packages/managers.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { ShellWord } from '../shell/shell.ts';
import type { DockerfileDocument } from '../text/document.ts';

export interface Pinned {
  readonly managers: readonly ManagerName[];
  /** What a call installs by name; empty for one that does not install, or takes versions from elsewhere. */
  packages(call: PackageCall): readonly ShellWord[];
  isPinned(name: string, call: PackageCall, document: DockerfileDocument): boolean;
  /** How a version is written, for `name`. */
  example(name: string, call: PackageCall): string;
}

export function pinnedCheck({ managers, packages, isPinned, example }: Pinned): Rule['check'] {
  return (document, report) => {
    for (const call of packageCalls(document, managers)) {
      for (const word of packages(call)) {
        if (isPinned(word.value, call, document)) continue;
        report({
          aliases: aliasesOf(call.manager),
          range: document.rangeOf(word),
          message: l10n.t(
            '{0} has no version, so every build may install a different one; write {1}',
            shorten(word.value),
            shorten(example(word.value, call)),
          ),
        });
      }
    }
  };
}

/** Hostile or generated words are long, and messages are one line. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Names of the variables in a word. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name ?? '');
}
