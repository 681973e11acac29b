// ADD only for what COPY cannot do: archives to unpack, addresses, Git repositories.

import * as l10n from '@vscode/l10n';
import { isArchive, isRemote } from '../knowledge/file-kinds.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { expand, type Variables } from '../meaning/variables.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const copyNotAdd: Rule = {
  id: 'copy-not-add',
  aliases: ['DL3020'],
  severity: 'warning',
  title: l10n.t('Use COPY instead of ADD for files'),
  why: l10n.t(
    'ADD does more than its name says: it downloads URLs and unpacks archives. COPY only copies, so it is clear what happens. Use ADD only where you need it.',
  ),
  bad: 'FROM alpine:3.20\n⟦ADD⟧ app.conf /etc/app.conf\n',
  good: 'FROM alpine:3.20\nCOPY app.conf /etc/app.conf\n',
  check(document, report, { buildArguments }) {
    const checkAdd = (add: Instruction, variables: Variables) => {
      const { sources } = copyArguments(document, add) ?? { sources: [] };
      const values = sources.map(({ text }) => expand(text, variables) ?? text);
      // Nobody knows what a variable without a value will be.
      const isNeeded = (value: string) => isArchive(value) || isRemote(value) || value.startsWith('$');
      if (values.length === 0 || values.every(isNeeded)) return;
      report({
        range: document.rangeOf(add.keywordSpan),
        message: l10n.t('There is nothing to download or unpack here; use COPY'),
        fix: values.some(isNeeded) ? undefined : copyFix(document, add, values),
      });
    };
    if (!document.instructions.some(({ keyword }) => keyword === 'ADD')) return;
    visitWithVariables(
      document,
      (instruction, variables) => {
        if (instruction.keyword === 'ADD') checkAdd(instruction, variables);
      },
      buildArguments,
    );
  },
};

const flagsOfBoth = new Set(['chmod', 'chown', 'exclude', 'link']);

function copyFix(
  document: DockerfileDocument,
  { keywordSpan, flags }: Instruction,
  sources: readonly string[],
): Fix | undefined {
  if (!flags.every(({ name }) => flagsOfBoth.has(name))) return undefined;
  const isLower = document.text.slice(keywordSpan.start, keywordSpan.end) === 'add';
  return {
    title: l10n.t('Use COPY'),
    edits: [{ range: document.rangeOf(keywordSpan), text: isLower ? 'copy' : 'COPY' }],
    // A pattern may fit an archive, and a variable may be anything.
    safe: sources.every((source) => !/[$*?[]/.test(source)),
  };
}
