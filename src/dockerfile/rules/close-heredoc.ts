// A heredoc ends with its own word on a line of its own.
import * as l10n from '@vscode/l10n';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { sourceSpan } from '../text/logical-line.ts';

export const closeHeredoc: Rule = {
  id: 'close-heredoc',
  aliases: [],
  severity: 'error',
  title: l10n.t('Close each heredoc with its delimiter'),
  why: l10n.t(
    'After <<EOF, all lines belong to the heredoc, until a line that contains only EOF, without spaces. Without that line, the rest of the file becomes part of the heredoc, and the builder rejects it.',
  ),
  bad: 'FROM alpine:3.20\nRUN ⟦<<EOF⟧\necho hello\n',
  good: 'FROM alpine:3.20\nRUN <<EOF\necho hello\nEOF\n',
  check(document, report) {
    for (const { heredocs, line } of builderInstructionsOf(document, 'RUN', 'COPY', 'ADD')) {
      // Those behind the first one have no lines left.
      const open = heredocs.find(({ delimiter }) => !delimiter);
      if (!open) continue;
      report({
        range: document.rangeOf(sourceSpan(line, open.from, open.to)),
        message: l10n.t('This heredoc is not closed: no line contains only {0}', excerpt(open.name)),
      });
    }
  },
};
