// JSON arrays have double quotes.

import * as l10n from '@vscode/l10n';
import { shellForms } from '../families/shell-form.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { singleQuotedArray } from '../text/single-quoted-array.ts';

export const jsonDoubleQuotes: Rule = {
  id: 'json-double-quotes',
  aliases: ['JSON_IN_SINGLE_QUOTES', 'DL3025', 'JSONArgsRecommended'],
  severity: 'warning',
  title: l10n.t('Use double quotes in JSON arrays'),
  why: l10n.t(
    'An array such as ["npm", "start"] is JSON, which only allows double quotes. With single quotes, it is run as a shell command, and the shell looks for a program named [npm, with the bracket and the comma, and does not find it.',
  ),
  bad: "FROM alpine:3.20\nVOLUME ⟦['/data', '/logs']⟧\n",
  good: 'FROM alpine:3.20\nVOLUME ["/data", "/logs"]\n',
  check(document, report, { buildArguments }) {
    if (!document.text.includes("'")) return;
    // Others only see a command in shell form.
    const shellFormAliases = new Map(
      shellForms(document, buildArguments).map(({ instruction, aliases }) => [instruction, aliases]),
    );
    for (const outer of document.instructions) {
      const trigger = outer.keyword === 'ONBUILD' ? outer.inner : outer;
      const instruction = trigger?.keyword === 'HEALTHCHECK' ? trigger.inner : trigger;
      // The builder refuses such a SHELL; that is told there.
      if (instruction && instruction.keyword !== 'SHELL') {
        checkArray(document, instruction, shellFormAliases.get(instruction) ?? [], report);
      }
    }
  },
};

/** Nothing starts, or is found, as it is; only a VOLUME is made under the strange name. */
const neverWorks = new Set(['CMD', 'ENTRYPOINT', 'RUN', 'ADD', 'COPY']);

function checkArray(
  document: DockerfileDocument,
  instruction: Instruction,
  asShellForm: readonly string[],
  report: Report,
): void {
  const { keyword, rest } = instruction;
  if (!instructionNamed(keyword)?.json) return;
  const edits = singleQuotedArray(document, instruction);
  if (!edits) return;
  report({
    range: document.rangeOf(rest),
    message: l10n.t('JSON only allows double quotes; with single quotes, this is not an array but plain text'),
    aliases: ['JSON_IN_SINGLE_QUOTES', ...asShellForm],
    fix: edits.length > 0 ? { title: l10n.t('Use double quotes'), edits, safe: neverWorks.has(keyword) } : undefined,
  });
}
