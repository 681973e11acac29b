// Names of labels as Docker's guidelines have them.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const validLabelKey: Rule = {
  id: 'valid-label-key',
  aliases: ['DL3048'],
  severity: 'style',
  title: l10n.t('Use valid label keys'),
  why: l10n.t(
    'Labels are found by their keys. Docker’s guidelines ask for lowercase letters, digits, dots and hyphens, beginning with a letter, and reserve com.docker, io.docker and org.dockerproject. Such keys work with all tools.',
  ),
  bad: 'FROM alpine:3.20\nLABEL ⟦Team_⟧="payments"\n',
  good: 'FROM alpine:3.20\nLABEL team="payments"\n',
  check: onEach(['LABEL'], (instruction, { document, report }) => {
    for (const { name, nameRange } of pairsOf(document, instruction)) {
      const fault = faultOf(name);
      if (fault === undefined) continue;
      const meant = tidy(name);
      const start = document.offsetAt(nameRange.start);
      const isPlain = document.text.slice(start, document.offsetAt(nameRange.end)) === name;
      report({
        range: nameRange,
        message: fault(excerpt(name)),
        fix:
          isPlain && meant !== undefined
            ? {
                title: l10n.t('Change to {0}', excerpt(meant)),
                edits: [{ range: nameRange, text: meant }],
                safe: false,
              }
            : undefined,
      });
    }
  }),
};

/** Source: Docker's guide to object labels, "Key format recommendations". */
function faultOf(name: string): ((name: string) => string) | undefined {
  if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(name))
    return (key) => l10n.t('The label key {0} is reserved for Docker', key);
  if (!/^[a-z]/.test(name)) return (key) => l10n.t('The label key {0} must begin with a lowercase letter', key);
  if (!/[a-z0-9]$/.test(name))
    return (key) => l10n.t('The label key {0} must end with a lowercase letter or a digit', key);
  if (/[^a-z0-9._/-]/.test(name))
    return (key) => l10n.t('The label key {0} may contain only lowercase letters, digits, dots and hyphens', key);
  if (/\.\.|--/.test(name))
    return (key) => l10n.t('The label key {0} must not contain consecutive dots or hyphens', key);
  return undefined;
}

function tidy(name: string): string | undefined {
  if (name.length > 200 || name.includes('$')) return undefined;
  const tidied = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._/-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[^a-z]+|[^a-z0-9]+$/g, '');
  return tidied === '' || faultOf(tidied) !== undefined ? undefined : tidied;
}
