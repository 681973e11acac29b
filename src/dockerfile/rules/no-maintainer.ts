// A label instead of MAINTAINER.

import * as l10n from '@vscode/l10n';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

const authorsLabel = 'org.opencontainers.image.authors';

export const noMaintainer: Rule = {
  id: 'no-maintainer',
  aliases: ['DL4000', 'MaintainerDeprecated', 'DEPRECATED_MAINTAINER'],
  severity: 'warning',
  title: l10n.t('Use a label instead of MAINTAINER'),
  why: l10n.t(
    'MAINTAINER is deprecated. The label org.opencontainers.image.authors does the same. docker inspect shows it with the other labels, and many registries read it.',
  ),
  bad: 'FROM alpine:3.20\n⟦MAINTAINER⟧ Ada <ada@example.com>\n',
  good: 'FROM alpine:3.20\nLABEL org.opencontainers.image.authors="Ada <ada@example.com>"\n',
  check(document, report, { policy }) {
    // Where the project allows no such label, another problem would take the place of this one.
    const safe = !policy?.strictLabels || (policy.labels?.has(authorsLabel) ?? true);
    for (const instruction of instructionsOf(document, 'MAINTAINER')) {
      report({
        range: document.rangeOf(instruction.keywordSpan),
        message: l10n.t('MAINTAINER is deprecated; use the label {0}', authorsLabel),
        fix: labelFix(document, instruction, safe),
      });
    }
  },
};

function labelFix(document: DockerfileDocument, instruction: Instruction, safe: boolean): Fix | undefined {
  const { rest, line, keywordSpan, start, end, flags } = instruction;
  if (rest.text === '' || flags.length > 0 || line.comments.length > 0 || line.emptyLines.length > 0) return undefined;
  const written = document.text.slice(keywordSpan.start, keywordSpan.end);
  const keyword = written === written.toLowerCase() ? 'label' : 'LABEL';
  // MAINTAINER takes its text as it is; a label's quotes, variables and escapes mean something.
  const author = rest.text.replace(/^(["'])([^"']*)\1$/, '$2');
  if (/[\p{Cc}]/u.test(author)) return undefined;
  const value = [...author]
    .map((character) => (/["$]/.test(character) || character === document.escape ? document.escape : '') + character)
    .join('');
  return {
    title: l10n.t('Change to a label'),
    edits: [
      {
        range: document.rangeOf({ start, end }),
        text: `${keyword} ${authorsLabel}="${value}"`,
      },
    ],
    safe,
  };
}
