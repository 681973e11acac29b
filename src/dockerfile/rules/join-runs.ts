// One RUN for commands that belong together.

import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
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

/** They change the shell itself, and with it what follows. */
const leaky = new Set(
  '. : alias cd declare eval exec exit export popd pushd readonly return set shopt source trap typeset ulimit umask unset wait'.split(
    ' ',
  ),
);

/** Only chains of plain steps: then it makes no difference to a command in which RUN it stands. */
function joinFix(document: DockerfileDocument, first: Instruction, second: Instruction): Fix | undefined {
  const firstScript = shellScript(document, first);
  const secondScript = shellScript(document, second);
  const last = firstScript.steps?.at(-1);
  const next = secondScript.steps?.[0];
  if (!last || !next || last.end !== first.end) return undefined;
  for (const { json, heredocs } of [first, second]) if (json || heredocs.length > 0) return undefined;
  for (const { name, background, deferred } of [...firstScript.commands, ...secondScript.commands]) {
    if (name === '' || leaky.has(name) || background || deferred) return undefined;
  }
  const between = document.text
    .slice(first.end, second.start)
    .split('\n')
    .map((line) => line.trim());
  const comments = between.filter((line) => line !== '');
  // An ignore comment would be one of the wrong instruction's.
  if (comments.some((line) => !line.startsWith('#') || /ignore|check|shell/i.test(line))) return undefined;
  const newline = lineBreak(document);
  const lines = [` ${document.escape}`, ...comments, '    && '];
  return {
    title: l10n.t('Combine with the previous RUN'),
    edits: [{ range: document.rangeOf({ start: first.end, end: next.start }), text: lines.join(newline) }],
    safe: true,
  };
}
