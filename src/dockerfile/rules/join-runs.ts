// One RUN for commands that belong together.

import * as l10n from '@vscode/l10n';
import { joinFix } from '../families/joined-runs.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { usesPosixShell } from '../shell/shell-in-force.ts';
import { ownCommands } from '../shell/shell-pipes.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const joinRuns: Rule = {
  id: 'join-runs',
  aliases: ['DL3059'],
  severity: 'style',
  offByDefault: l10n.t('separate RUNs are often intentional, for the build cache'),
  title: l10n.t('Combine consecutive RUN instructions'),
  why: l10n.t(
    'Each RUN adds a layer to the image. Short commands that belong together are easier to read as one step, in one RUN, combined with &&.',
  ),
  bad: 'FROM debian:12\nRUN mkdir /data\n⟦RUN⟧ chown 1000 /data\n',
  good: 'FROM debian:12\nRUN mkdir /data \\\n    && chown 1000 /data\n',
  check(document, report) {
    let before: { readonly run: Instruction; readonly flags: string; readonly count: number } | undefined;
    document.instructions.forEach((run, index) => {
      if (run.keyword !== 'RUN') {
        before = undefined;
        return;
      }
      const flags =
        run.flags.length === 0
          ? ''
          : run.flags
              .map((flag) => `${flag.name}=${flag.value?.text}`)
              .sort()
              .join(' ');
      const count = commandCount(document, run);
      // Who has joined some commands has thought about it.
      if (before && before.flags === flags && before.count <= 1 && count <= 1) {
        report({
          range: document.rangeOf(run.keywordSpan),
          message: l10n.t('This RUN directly follows another one; combine them with &&'),
          fix: joinFix(document, document.instructions[index - 1] ?? before.run, run),
        });
      } else before = { run, flags, count };
    });
  },
};

/** Of another shell as well as it can be told: a block, an expression or a quoted text is one piece of work. */
function commandCount(document: DockerfileDocument, run: Instruction): number {
  if (usesPosixShell(document, run)) return ownCommands(document, run).filter(({ name }) => name !== '').length;
  const text = run.rest.text.replace(/'[^']*'|"[^"]*"/g, '');
  return /(?:^|[^$])[({]|\]::/.test(text) ? 1 : text.split(/;|&&?|\|/).length;
}
