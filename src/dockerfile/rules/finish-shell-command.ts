// A RUN that ends in the middle of its script, and the name of an instruction where a command should be.

import * as l10n from '@vscode/l10n';
import { onEachScript } from '../rule-parts/on-each.ts';
import type { Finding, Rule } from '../rule-parts/rule.ts';
import { usesPosixShell } from '../shell/shell-in-force.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { sourceSpan } from '../text/logical-line.ts';

export const finishShellCommand: Rule = {
  id: 'finish-shell-command',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Complete the shell command'),
  why: l10n.t(
    'After && or a pipe, the shell expects another command. If the instruction ends there, most often a backslash at the end of the line is missing, and the build fails. The name of an instruction inside a RUN is not a command: the shell looks for a program with that name and does not find it.',
  ),
  bad: 'FROM alpine:3.20\nRUN mkdir /app ⟦&&⟧\nRUN chown 1000 /app\n',
  good: 'FROM alpine:3.20\nRUN mkdir /app\nRUN chown 1000 /app\n',
  check: onEachScript(
    ({ commands }, run, { document, report }) => {
      if (run.json || !usesPosixShell(document, run)) return;
      const end = openEnd(document, run);
      if (end) report(end);
      for (const command of commands) {
        const [word] = command.words;
        // Programs are not called so, in capitals.
        if (!word || command.wrapperCount > 0 || !/^[A-Z]+$/.test(word.value)) continue;
        if (!instructionNamed(word.value) || command.deferred) continue;
        report({
          range: document.rangeOf(word),
          message: l10n.t(
            '{0} is an instruction, not a command; end the RUN before it, or remove the word',
            word.value,
          ),
        });
      }
    },
    { onbuild: true },
  ),
};

/** What stands at the very end and wants something behind it. */
function openEnd(document: DockerfileDocument, { rest, restFrom, line, heredocs }: Instruction): Finding | undefined {
  const last = rest.text.trimEnd().at(-1);
  if (last !== '&' && last !== '|') return undefined;
  const match = heredocs.length > 0 ? null : /(?:^|[^\\&|;])(&&|\|\|?)$/.exec(rest.text.trimEnd());
  const [, operator] = match ?? [];
  // Behind a # nothing counts.
  if (!operator || /(?:^|\s)#[^\n]*$/.test(rest.text)) return undefined;
  const to = restFrom + rest.text.trimEnd().length;
  const from = to - operator.length;
  return {
    range: document.rangeOf(sourceSpan(line, from, to)),
    message: l10n.t('A command is missing after {0}; end this line with \\ if it continues, or remove {0}', operator),
    fix: {
      title: l10n.t('Remove {0}', operator),
      edits: [
        {
          range: document.rangeOf(
            sourceSpan(line, restFrom + rest.text.slice(0, from - restFrom).trimEnd().length, to),
          ),
          text: '',
        },
      ],
      safe: false,
    },
  };
}
