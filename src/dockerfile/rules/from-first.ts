// The first instruction is FROM, but for ARGs, and there is one at all.

import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';
import { instructionNamed } from '../text/instructions.ts';

export const fromFirst: Rule = {
  id: 'from-first',
  aliases: ['DL3061', 'NO_SOURCE_IMAGE'],
  severity: 'error',
  title: l10n.t('Begin with FROM'),
  why: l10n.t(
    'Every image starts from another image, or from scratch. So FROM comes first. Only ARG can come before it, for variables in FROM. The builder rejects anything else.',
  ),
  bad: '⟦WORKDIR⟧ /app\nFROM alpine:3.20\nCOPY app /app/\n',
  good: 'FROM alpine:3.20\nWORKDIR /app\nCOPY app /app/\n',
  check(document, report) {
    for (const { keyword, keywordSpan } of document.instructions) {
      if (keyword === 'FROM') return;
      // What is no instruction is reported as that.
      if (keyword === 'ARG' || !instructionNamed(keyword)) continue;
      report({
        range: document.rangeOf(keywordSpan),
        message: l10n.t('{0} comes before the first FROM, so it does not belong to any image', keyword),
      });
      return;
    }
    if (!document.instructions.every(({ keyword }) => instructionNamed(keyword))) return;
    report({
      range: document.rangeOf(document.instructions.at(-1)?.keywordSpan ?? { start: 0, end: 0 }),
      message: l10n.t('There is no FROM; set the base image'),
    });
  },
};
