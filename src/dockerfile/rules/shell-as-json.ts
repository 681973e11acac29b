// SHELL is a JSON array with at least one string.
import * as l10n from '@vscode/l10n';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { singleQuotedArray } from '../text/single-quoted-array.ts';

export const shellAsJson: Rule = {
  id: 'shell-as-json',
  aliases: ['DL1000', 'SHELL_JSON_FORM', 'SHELL_REQUIRES_ONE'],
  severity: 'error',
  title: l10n.t('Write SHELL as a JSON array'),
  why: l10n.t(
    'SHELL sets the program that runs the commands of the following RUN instructions. It must be a JSON array with the program and its options, such as ["/bin/bash", "-c"]. The builder rejects any other form.',
  ),
  bad: 'FROM debian:12\nSHELL ⟦/bin/bash -c⟧\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n',
  check(document, report) {
    for (const instruction of builderInstructionsOf(document, 'SHELL')) {
      const { keyword, json, rest } = instruction;
      if (keyword !== 'SHELL' || rest.text === '' || (json && json.length > 0)) continue;
      report({
        range: document.rangeOf(rest),
        message: json
          ? l10n.t('SHELL needs at least the program that runs the commands')
          : l10n.t('SHELL must be a JSON array with double quotes, such as ["/bin/bash", "-c"]'),
        aliases: ['DL1000', json ? 'SHELL_REQUIRES_ONE' : 'SHELL_JSON_FORM'],
        fix: json ? undefined : jsonFix(document, instruction),
      });
    }
  },
};

function jsonFix(document: DockerfileDocument, instruction: Instruction): Fix | undefined {
  const { rest, words, line } = instruction;
  const edits = singleQuotedArray(document, instruction);
  if (edits && edits.length > 0) return { title: l10n.t('Use double quotes'), edits, safe: true };
  const isPlain = words.every(({ text }) => /^[\w./:+=-]+$/.test(text));
  if (!isPlain || line.comments.length > 0) return undefined;
  const array = `[${words.map(({ text }) => JSON.stringify(text)).join(', ')}]`;
  return { title: `Write ${array}`.slice(0, 90), edits: [{ range: document.rangeOf(rest), text: array }], safe: true };
}
