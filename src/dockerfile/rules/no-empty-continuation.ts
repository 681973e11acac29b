// No empty lines inside of an instruction that goes over several lines.

import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const noEmptyContinuation: Rule = {
  id: 'no-empty-continuation',
  aliases: ['NoEmptyContinuation', 'EMPTY_CONTINUATION_LINE'],
  severity: 'warning',
  title: l10n.t('Remove empty lines inside instructions'),
  why: l10n.t(
    'A backslash at the end of a line continues the instruction on the next line. The builder still skips empty lines there, but will reject them in the future. Often the backslash is a mistake, and the next instruction becomes part of this one.',
  ),
  bad: 'FROM alpine:3.20\nRUN echo one && \\\n⟦⟧\n    echo two\n',
  good: 'FROM alpine:3.20\nRUN echo one && \\\n    echo two\n',
  check(document, report) {
    for (const instruction of document.instructions) {
      for (const block of blocks(document, instruction)) {
        const range = document.rangeOf(block);
        const lines = range.end.line - range.start.line + 1;
        report({
          range,
          message: l10n.t(
            'The instruction continues after this empty line; remove the line, or the escape character above it',
          ),
          fix: {
            title: lines === 1 ? l10n.t('Remove the empty line') : l10n.t('Remove the empty lines'),
            edits: [{ range: document.rangeOf({ start: block.start, end: nextLine(document, block.end) }), text: '' }],
            safe: true,
          },
        });
      }
    }
  },
};

/** Empty lines that follow each other, as one. */
function blocks({ text }: DockerfileDocument, { line }: Instruction): Span[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of line.emptyLines) {
    const last = found.at(-1);
    if (last && text.slice(last.end, start).replace(/^\r?\n/, '') === '') last.end = end;
    else found.push({ start, end });
  }
  return found;
}

function nextLine({ text }: DockerfileDocument, end: number): number {
  const feed = text.indexOf('\n', end);
  return feed < 0 ? text.length : feed + 1;
}
