// HEALTHCHECK is followed by CMD and a command, or by NONE.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';

export const healthcheckCommand: Rule = {
  id: 'healthcheck-command',
  aliases: ['DL1000', 'UNKNOWN_TYPE', 'HEALTHCHECK_CMD_ARGUMENT_MISSING'],
  severity: 'error',
  title: l10n.t('Use HEALTHCHECK with CMD and a command, or NONE'),
  why: l10n.t(
    'A health check is a command that Docker runs in the container at intervals: HEALTHCHECK CMD and the command. HEALTHCHECK NONE turns off the check of the base image. The builder accepts nothing else.',
  ),
  bad: 'FROM nginx:1.27\nHEALTHCHECK ⟦["curl",⟧ "-f", "http://localhost/"]\n',
  good: 'FROM nginx:1.27\nHEALTHCHECK CMD ["curl", "-f", "http://localhost/"]\n',
  check(document, report) {
    for (const { keyword, words, inner } of builderInstructionsOf(document, 'HEALTHCHECK')) {
      const [type] = words;
      if (keyword !== 'HEALTHCHECK' || !type) continue;
      const range = document.rangeOf(type);
      const name = type.text.toUpperCase();
      if (name === 'CMD') {
        const { json, rest } = inner ?? {};
        if (rest?.text !== '' && json?.length !== 0) continue;
        report({
          range,
          message: l10n.t('HEALTHCHECK CMD needs a command that checks whether the container is healthy'),
          aliases: ['DL1000', 'HEALTHCHECK_CMD_ARGUMENT_MISSING'],
        });
      } else if (name !== 'NONE') {
        const meant = nearest(name, ['CMD', 'NONE']);
        const fix: Fix | undefined =
          meant !== undefined
            ? { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false }
            : words.length > 1
              ? {
                  title: l10n.t('Insert CMD'),
                  edits: [{ range: { start: range.start, end: range.start }, text: 'CMD ' }],
                  safe: false,
                }
              : undefined;
        report({
          range,
          message: l10n.t('HEALTHCHECK must be followed by CMD or NONE, not "{0}"', excerpt(type.text)),
          aliases: ['DL1000', 'UNKNOWN_TYPE'],
          fix,
        });
      }
    }
  },
};
