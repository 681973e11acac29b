// No labels but those that the project knows.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noUnknownLabel: Rule = {
  id: 'no-unknown-label',
  aliases: ['DL3050'],
  severity: 'info',
  title: l10n.t('Use only labels that the project allows'),
  why: l10n.t(
    'The project’s configuration lists all labels of its images, and allows no others. Another label is often a typo, and its value is not found.',
  ),
  bad: 'FROM alpine:3.20\nLABEL team="payments" ⟦colour⟧="blue"\n',
  good: 'FROM alpine:3.20\nLABEL team="payments"\n',
  exampleSurroundings: { policy: { labels: new Map([['team', 'text']]), strictLabels: true } },
  check: onEach(['LABEL'], (instruction, { document, report, surroundings }) => {
    const { labels, strictLabels } = surroundings.policy ?? {};
    if (!strictLabels || !labels) return;
    for (const { name, nameRange } of pairsOf(document, instruction)) {
      if (labels.has(name)) continue;
      const meant = nearest(name, [...labels.keys()]);
      const start = document.offsetAt(nameRange.start);
      const isPlain = document.text.slice(start, document.offsetAt(nameRange.end)) === name;
      report({
        range: nameRange,
        message:
          meant === undefined
            ? l10n.t('The project does not allow the label {0}', excerpt(name))
            : l10n.t('The project does not allow the label {0}; did you mean {1}?', excerpt(name), excerpt(meant)),
        fix:
          meant === undefined || !isPlain
            ? undefined
            : {
                title: l10n.t('Change to {0}', excerpt(meant)),
                edits: [{ range: nameRange, text: meant }],
                safe: false,
              },
      });
    }
  }),
};
