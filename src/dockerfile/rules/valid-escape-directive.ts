// Directives at the top of the file stand once, and escape names one of two characters.

import * as l10n from '@vscode/l10n';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

export const validEscapeDirective: Rule = {
  id: 'valid-escape-directive',
  aliases: ['INVALID_ESCAPE_DIRECTIVE', 'DUPLICATED_ESCAPE_DIRECTIVE'],
  severity: 'error',
  title: l10n.t('Write a valid escape directive once'),
  why: l10n.t(
    'The comments # syntax=, # escape= and # check= in the first lines are directives for the builder. Each can occur once. escape sets the character that continues a line: a backslash, or a backtick for Windows paths. The builder rejects any other.',
  ),
  bad: '# escape=⟦^⟧\nFROM alpine:3.20\n',
  good: '# escape=`\nFROM alpine:3.20\n',
  check(document, report) {
    const seen = new Set<string>();
    for (const { name, value, start, end } of document.directives) {
      const text = document.text.slice(start, end);
      if (seen.has(name)) {
        report({
          range: document.rangeOf({ start, end: start + text.trimEnd().length }),
          message: l10n.t('The directive {0} occurs twice; the builder accepts it once', name),
          aliases: name === 'escape' ? ['DUPLICATED_ESCAPE_DIRECTIVE'] : [],
        });
      } else if (name === 'escape' && value !== '\\' && value !== '`') {
        const from = start + text.lastIndexOf(value);
        const range = document.rangeOf({ start: from, end: from + value.length });
        const meant = value.includes('\\') ? '\\' : '`';
        report({
          range,
          message: l10n.t('The escape character must be a backslash or a backtick, not "{0}"', excerpt(value)),
          aliases: ['INVALID_ESCAPE_DIRECTIVE'],
          fix: { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false },
        });
      }
      seen.add(name);
    }
    const empty = emptyEscape(document);
    if (!empty || seen.has('escape')) return;
    report({
      range: document.rangeOf(empty),
      message: l10n.t('This directive has no value; write a backslash or a backtick after the equals sign'),
      aliases: ['INVALID_ESCAPE_DIRECTIVE'],
    });
  },
};

/** `# escape=` where a directive may stand: it is read as a comment, and ends the directives. */
function emptyEscape({ directives, comments, instructions, text }: DockerfileDocument) {
  const comment = comments[directives.length];
  if (!comment || (instructions[0] && instructions[0].start < comment.start)) return undefined;
  const between = text.slice(directives.at(-1)?.end ?? 0, comment.start).replace(/^\ufeff/, '');
  if (between.trim() !== '' || between.split('\n').length > (directives.length > 0 ? 2 : 1)) return undefined;
  return /^#\s*escape\s*=\s*$/i.test(text.slice(comment.start, comment.end)) ? comment : undefined;
}
