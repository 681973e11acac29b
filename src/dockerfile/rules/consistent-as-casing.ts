// AS in the case of its FROM.

import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const consistentAsCasing: Rule = {
  id: 'consistent-as-casing',
  aliases: ['FromAsCasing'],
  severity: 'style',
  title: l10n.t('Write AS in the same case as FROM'),
  why: l10n.t(
    'The builder accepts FROM and AS in any case. They are easier to find if both are in uppercase, or both in lowercase.',
  ),
  bad: 'FROM alpine:3.20 ⟦as⟧ base\n',
  good: 'FROM alpine:3.20 AS base\n',
  check(document, report) {
    for (const { keywordSpan, words } of instructionsOf(document, 'FROM')) {
      const [, as, name] = words;
      const from = document.text.slice(keywordSpan.start, keywordSpan.end);
      if (!as || !name || as.text.toUpperCase() !== 'AS') continue;
      const wanted = from === 'FROM' ? 'AS' : from === 'from' ? 'as' : undefined;
      // A From that is neither is told by itself.
      if (wanted === undefined || as.text === wanted) continue;
      const range = document.rangeOf(as);
      report({
        range,
        message: l10n.t('{0} and {1} are in different case; write {2}', from, as.text, wanted),
        fix: { title: l10n.t('Change to {0}', wanted), edits: [{ range, text: wanted }], safe: true },
      });
    }
  },
};
