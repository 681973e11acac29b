// Labels that the project wants have a value.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const labelNotEmpty: Rule = {
  id: 'label-not-empty',
  aliases: ['DL3051'],
  severity: 'warning',
  title: l10n.t('Give required labels a value'),
  why: l10n.t(
    'The project’s configuration lists labels that its images have, as information for people and tools. An empty label contains no information.',
  ),
  bad: 'FROM alpine:3.20\nLABEL ⟦team=""⟧\n',
  good: 'FROM alpine:3.20\nLABEL team="payments"\n',
  exampleSurroundings: { policy: { labels: new Map([['team', 'text']]) } },
  check: onEach(['LABEL'], (instruction, { document, report, surroundings }) => {
    const labels = surroundings.policy?.labels;
    if (!labels?.size) return;
    for (const { name, value, range } of pairsOf(document, instruction)) {
      if (value || !labels.has(name)) continue;
      report({ range, message: l10n.t('The label {0} is empty; set a value', excerpt(name)) });
    }
  }),
};
