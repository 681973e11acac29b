// Names of labels as Docker's guidelines have them.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown-text.ts';

export const validLabelKey: Rule = {
  id: 'valid-label-key',
  aliases: ['DL3048'],
  severity: 'style',
  title: l10n.t('Use valid label keys'),
  why: l10n.t(
    'Labels are found by their names. Docker’s guidelines ask for lower-case letters, digits, dots, hyphens, with a letter in front, and keep com.docker, io.docker and org.dockerproject for Docker itself. Then no tool trips over them.',
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
        message: l10n.t('The name {0} of a label {1}', shown(name), fault),
        fix:
          isPlain && meant !== undefined
            ? { title: l10n.t('Change to {0}', shown(meant)), edits: [{ range: nameRange, text: meant }], safe: false }
            : undefined,
      });
    }
  }),
};

/** Source: Docker's guide to object labels, "Key format recommendations". */
function faultOf(name: string): string | undefined {
  if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(name)) return l10n.t('is kept for Docker itself');
  if (!/^[a-z]/.test(name)) return l10n.t('must begin with a lower-case letter');
  if (!/[a-z0-9]$/.test(name)) return l10n.t('must end with a lower-case letter or a digit');
  if (/[^a-z0-9._/-]/.test(name)) return l10n.t('may hold only lower-case letters, digits, dots and hyphens');
  if (/\.\.|--/.test(name)) return l10n.t('must not have two dots or hyphens together');
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
