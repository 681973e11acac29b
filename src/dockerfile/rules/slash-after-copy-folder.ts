// Several sources are copied into a folder, whose name ends with a slash.
import * as l10n from '@vscode/l10n';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const slashAfterCopyFolder: Rule = {
  id: 'slash-after-copy-folder',
  aliases: ['DL3021', 'INVALID_DESTINATION'],
  severity: 'error',
  title: l10n.t('End the destination of several files with a slash'),
  why: l10n.t(
    'With several sources, the destination must be a folder that ends with a slash. Without the slash, the classic builder rejects the file, and BuildKit overwrites one file with the next, so that only the last one is left.',
  ),
  bad: 'FROM alpine:3.20\nCOPY a.conf b.conf ⟦/etc/app⟧\n',
  good: 'FROM alpine:3.20\nCOPY a.conf b.conf /etc/app/\n',
  check: onEach(['COPY', 'ADD'], (instruction, { document, report }) => {
    const copy = copyArguments(document, instruction);
    // With --parents each file keeps its folders, so none falls on another.
    if (instruction.flags.some(({ name, value }) => name === 'parents' && value?.text !== 'false')) return;
    if (!copy || copy.sources.length + instruction.heredocs.length < 2) return;
    const { destination } = copy;
    if (destination.text.startsWith('<<')) return;
    // The working directory is there; what a variable holds may end with a slash.
    if (/[/\\]$|^\.{1,2}$|(?:^|\/)\.{1,2}$|\$(?:\w+|\{[^}]*\})$/.test(destination.text)) return;
    const end = /["']$/.test(document.text.slice(destination.start, destination.end))
      ? destination.end - 1
      : destination.end;
    const at = document.positionAt(end);
    report({
      range: document.rangeOf(destination),
      message: l10n.t(
        'Several files need a folder as their destination; write {0}/ with a slash at the end',
        excerpt(destination.text),
      ),
      fix: { title: l10n.t('Add the slash'), edits: [{ range: { start: at, end: at }, text: '/' }], safe: true },
    });
  }),
};
