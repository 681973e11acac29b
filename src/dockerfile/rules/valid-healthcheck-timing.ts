// The times and the number of retries of a HEALTHCHECK.

import * as l10n from '@vscode/l10n';
import { parseDuration } from '../knowledge/duration.ts';
import { builderInstructionsOf, checkedFlags, flagValue } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Flag } from '../text/document.ts';

export const validHealthcheckTiming: Rule = {
  id: 'valid-healthcheck-timing',
  aliases: [
    'DL1000',
    'FLAG_AT_LEAST_ONE',
    'FLAG_INVALID_DURATION',
    'FLAG_LESS_THAN_1MS',
    'FLAG_MISSING_DURATION',
    'FLAG_UNKNOWN_UNIT',
    'INVALID_SYNTAX',
  ],
  severity: 'error',
  title: l10n.t('Use a unit for HEALTHCHECK durations'),
  why: l10n.t(
    'The times of a HEALTHCHECK are numbers with a unit: 500ms, 30s, 1m30s or 2h. Without a unit, it is not clear whether seconds or minutes are meant, and the builder rejects it. --retries is a whole number.',
  ),
  bad: 'FROM alpine:3.20\nHEALTHCHECK --interval=⟦30⟧ CMD ["true"]\n',
  good: 'FROM alpine:3.20\nHEALTHCHECK --interval=30s CMD ["true"]\n',
  check(document, report) {
    for (const instruction of builderInstructionsOf(document, 'HEALTHCHECK')) {
      if (instruction.keyword !== 'HEALTHCHECK') continue;
      for (const flag of checkedFlags(instruction)) {
        if (flag.name === 'retries') checkRetries(document, flag, report);
        else if (times.has(flag.name)) checkTime(document, flag, report);
      }
    }
  },
};

const times = new Set(['interval', 'timeout', 'start-period', 'start-interval']);

function checkTime(document: DockerfileDocument, flag: Flag, report: Report): void {
  const value = flagValue(document, flag);
  if (!flag.value || value === undefined || value === '') return;
  const range = document.rangeOf(flag.value);
  const read = parseDuration(value);
  if (read.kind === 'no-unit') {
    const seconds = `${value}s`;
    report({
      range,
      message: l10n.t('"{0}" has no unit; write ms, s, m or h after each number', excerpt(value)),
      aliases: ['DL1000', 'FLAG_MISSING_DURATION'],
      fix: /^\d+$/.test(value)
        ? { title: l10n.t('Change to {0}', seconds), edits: [{ range, text: seconds }], safe: false }
        : undefined,
    });
  } else if (read.kind === 'unknown-unit') {
    report({
      range,
      message: l10n.t('There is no time unit "{0}"; use ms, s, m or h', excerpt(read.unit)),
      aliases: ['DL1000', 'FLAG_UNKNOWN_UNIT'],
    });
  } else if (read.kind === 'invalid') {
    report({
      range,
      message: value.includes('$')
        ? l10n.t('Variables are not replaced in --{0}; use a time such as 30s', flag.name)
        : l10n.t('"{0}" is not a time; use a number and a unit, such as 30s or 1m30s', excerpt(value)),
      aliases: ['DL1000', 'FLAG_INVALID_DURATION'],
    });
    // Zero means what the base image or Docker has by default.
  } else if (read.milliseconds !== 0 && read.milliseconds < 1) {
    report({
      range,
      message: l10n.t('The time of --{0} is less than one millisecond, the minimum of Docker', flag.name),
      aliases: ['DL1000', 'FLAG_LESS_THAN_1MS'],
    });
  }
}

function checkRetries(document: DockerfileDocument, flag: Flag, report: Report): void {
  const value = flagValue(document, flag);
  if (!flag.value || value === undefined || value === '') return;
  const range = document.rangeOf(flag.value);
  if (!/^[-+]?\d{1,10}$/.test(value) || Math.abs(Number(value)) > 2_147_483_647) {
    report({
      range,
      message: l10n.t('--retries must be a whole number, not "{0}"', excerpt(value)),
      aliases: ['DL1000', 'INVALID_SYNTAX'],
    });
  } else if (Number(value) < 0) {
    report({ range, message: l10n.t('--retries cannot be less than 0'), aliases: ['DL1000', 'FLAG_AT_LEAST_ONE'] });
  }
}
