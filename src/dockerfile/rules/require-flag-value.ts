// Flags have a value, or may do without.
import * as l10n from '@vscode/l10n';
import { checkedFlags, flaggedInstructions, flagValue } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { flagKind, instructionNamed } from '../text/instructions.ts';

export const requireFlagValue: Rule = {
  id: 'require-flag-value',
  aliases: ['FLAG_MISSING_VALUE', 'FLAG_EXPECTED_BOOLEAN_VALUE', 'FLAG_INVALID_LINK_VALUE'],
  severity: 'error',
  title: l10n.t('Give each flag a value'),
  why: l10n.t(
    'The value of a flag follows an equals sign, without spaces: --chown=node. Flags that are switches, such as --link, can stand alone or have true or false. The builder rejects anything else.',
  ),
  bad: 'FROM node:22-slim\nCOPY ⟦--chown⟧ node /app\n',
  good: 'FROM node:22-slim\nCOPY --chown=node . /app\n',
  check(document, report) {
    for (const instruction of flaggedInstructions(document)) {
      const known = instructionNamed(instruction.keyword)?.flags ?? [];
      for (const flag of checkedFlags(instruction)) {
        const { name } = flag;
        if (!known.includes(name)) continue;
        const value = flagValue(document, flag);
        const isBoolean = flagKind(name) === 'boolean';
        if (isBoolean ? value === '' : value === undefined) {
          report({
            range: document.rangeOf(flag),
            message: isBoolean
              ? l10n.t('--{0}= has no value; write --{0} alone, or true or false after the equals sign', name)
              : l10n.t('--{0} needs a value after an equals sign, without spaces: --{0}=…', name),
            aliases: ['FLAG_MISSING_VALUE'],
          });
        } else if (isBoolean && value !== undefined && !/^(true|false)$/i.test(value)) {
          report({
            range: document.rangeOf(flag.value ?? flag),
            message: l10n.t('--{0} must be true or false, not "{1}"', name, excerpt(value)),
            aliases: ['FLAG_EXPECTED_BOOLEAN_VALUE', 'FLAG_INVALID_LINK_VALUE'],
          });
        }
      }
    }
  },
};
