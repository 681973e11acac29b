// The family of rules that want package managers not to ask: in a build nobody answers.

import * as l10n from '@vscode/l10n';
import { does, type PackageCall, packageCalls } from '../packages/calls.ts';
import { aliasesOf, type ManagerName } from '../packages/managers.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { hasOption } from '../shell/command-options.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument } from '../text/document.ts';

export interface AssumeYes {
  readonly managers: readonly ManagerName[];
  readonly actions: ReadonlySet<string>;
  /** Options that answer for the user; the first, with its dash, is what the fix adds. */
  readonly options: readonly string[];
  /** Something else that says so. */
  readonly isQuiet?: (call: PackageCall) => boolean;
}

export function assumeYesCheck({ managers, actions, options, isQuiet }: AssumeYes): Rule['check'] {
  const option = options[0] ?? '';
  return (document, report) => {
    for (const call of packageCalls(document, managers)) {
      if (!does(call, actions) || hasOption(call, ...options) || isQuiet?.(call)) continue;
      if (isAnswered(document, call)) continue;
      const edits = insertBehind(document, call.action, ` -${option}`);
      report({
        range: document.rangeOf(call.head),
        aliases: aliasesOf(call.manager),
        message: l10n.t(
          '{0} {1} asks for confirmation, which a build cannot give; add -{2}',
          call.manager,
          call.action?.value ?? '',
          option,
        ),
        // Some of its versions do not ask.
        severity: call.manager === 'microdnf' ? 'info' : undefined,
        fix: edits.length ? { title: l10n.t('Add -{0}', option), edits, safe: true } : undefined,
      });
    }
  };
}

/** `yes | apt-get install a` */
function isAnswered(document: DockerfileDocument, { command, run }: PackageCall): boolean {
  if (command.connector !== '|') return false;
  const { commands } = shellScript(document, run);
  return commands[commands.indexOf(command) - 1]?.name === 'yes';
}
