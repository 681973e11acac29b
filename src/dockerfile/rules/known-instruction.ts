// Every line begins with an instruction that there is.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { instructionNamed, instructions } from '../text/instructions.ts';
import { isTemplate } from '../text/template.ts';

const keywords = instructions.map(({ keyword }) => keyword);

export const knownInstruction: Rule = {
  id: 'known-instruction',
  aliases: ['DL1000', 'UNKNOWN_INSTRUCTION'],
  severity: 'error',
  title: l10n.t('Use only instructions that exist'),
  why: l10n.t(
    'Every line of a Dockerfile begins with an instruction such as FROM, RUN or COPY. The builder rejects the whole file if one is unknown. Often it is a typo, or the \\ at the end of the previous line is missing.',
  ),
  bad: 'FROM alpine:3.20\n⟦COPPY⟧ app /app\n',
  good: 'FROM alpine:3.20\nCOPY app /app\n',
  check(document, report) {
    if (isTemplate(document)) return;
    for (const outer of document.instructions) {
      const instruction = outer.keyword === 'ONBUILD' ? (outer.inner ?? outer) : outer;
      const { keyword, keywordSpan } = instruction;
      // Of a line that begins with // another rule knows more to say.
      if (instructionNamed(keyword) || keyword.startsWith('//')) continue;
      const meant = nearest(keyword, keywords);
      const range = document.rangeOf(keywordSpan);
      report({
        range,
        message:
          meant === undefined
            ? l10n.t('There is no instruction {0}', keyword.slice(0, 40))
            : l10n.t('There is no instruction {0}; did you mean {1}?', keyword.slice(0, 40), meant),
        fix:
          meant === undefined
            ? undefined
            : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false },
      });
    }
  },
};
