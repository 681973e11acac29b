// AS in the case of its FROM.

import type { Rule } from '../rule-parts/rule.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const consistentAsCasing: Rule = {
  id: 'consistent-as-casing',
  aliases: ['FromAsCasing'],
  severity: 'style',
  title: 'Write AS in the same case as FROM',
  why: 'The builder takes FROM and AS in any case. They belong together and are easier to find if both are written in capitals, or both in small letters.',
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
        message: `${from} and ${as.text} are not in the same case; write ${wanted}`,
        fix: { title: `Change to ${wanted}`, edits: [{ range, text: wanted }], safe: true },
      });
    }
  },
};
