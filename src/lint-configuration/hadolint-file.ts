// hadolint's configuration file, `.hadolint.yaml`, with the meaning that its documentation gives each key.
import * as l10n from '@vscode/l10n';
import { type Severity, severities } from '../dockerfile/rule-parts/rule.ts';
import type { ReadConfiguration } from './configuration.ts';
import {
  type ConfigurationKey,
  readBoolean,
  readKeys,
  readLabels,
  readOneOf,
  readText,
  readTextOrTexts,
  readTexts,
} from './keys.ts';

/** What is wrong with hadolint’s file. */
export const hadolintSentences = {
  unknownSeverity: (severity: string, allowed: string) =>
    l10n.t('Unknown severity "{0}"; use one of: {1}', severity, allowed),
};

const failureThresholds = [...severities, 'ignore', 'none'] as const;

const keys: readonly ConfigurationKey[] = [
  {
    name: 'override',
    description: l10n.t('Severities for individual rules.'),
    schema: { type: 'object' },
    read: (value, complain) => {
      const overridden: Record<string, Severity> = {};
      if (!value.entries && value.scalar !== null)
        complain(value, l10n.t('Expected a map: error, warning, info, style'));
      for (const { key, keyRange, value: names } of value.entries ?? []) {
        const severity = severities.find((each) => each === key);
        if (!severity) complain({ range: keyRange }, hadolintSentences.unknownSeverity(key, severities.join(', ')));
        else for (const name of readTexts(names, complain)) overridden[name] = severity;
      }
      return { severities: overridden };
    },
  },
  {
    name: 'ignored',
    description: l10n.t('Rules to turn off.'),
    schema: { type: 'array' },
    read: (value, complain) => ({
      severities: Object.fromEntries(readTexts(value, complain).map((name) => [name, 'off' as const])),
    }),
  },
  {
    name: 'trustedRegistries',
    description: l10n.t('Images may come only from these registries.'),
    schema: { type: 'array' },
    read: (value, complain) => ({ trustedRegistries: readTextOrTexts(value, complain) }),
  },
  {
    name: 'label-schema',
    description: l10n.t('Labels that an image must have, and the format of their values.'),
    schema: { type: 'object' },
    read: (value, complain) => ({ labels: readLabels(value, complain) }),
  },
  {
    name: 'strict-labels',
    description: l10n.t('Allow no other labels.'),
    schema: { type: 'boolean' },
    read: (value, complain) => ({ strictLabels: readBoolean(value, complain) ?? false }),
  },
  {
    name: 'disable-ignore-pragma',
    description: l10n.t('Ignore comments that turn rules off.'),
    schema: { type: 'boolean' },
    read: (value, complain) => (readBoolean(value, complain) ? { ignoreComments: false } : {}),
  },
  {
    name: 'failure-threshold',
    description: l10n.t('The command line fails at this severity or higher.'),
    schema: { enum: failureThresholds },
    read: (value, complain) => {
      const threshold = readOneOf(failureThresholds, value, complain);
      // To hadolint `none` is another name of `ignore`, which is below style: everything counts.
      const isLowest = threshold === 'ignore' || threshold === 'none';
      return threshold === undefined ? {} : { threshold: isLowest ? 'style' : threshold };
    },
  },
  {
    name: 'no-fail',
    description: l10n.t('The command line succeeds whatever it finds.'),
    schema: { type: 'boolean' },
    read: (value, complain) => (readBoolean(value, complain) ? { threshold: 'none' } : {}),
  },
  {
    name: 'format',
    description: l10n.t('Output format of the command line.'),
    schema: { type: 'string' },
    read: (value, complain) => {
      const format = readText(value, complain);
      return format === undefined ? {} : { format };
    },
  },
  {
    name: 'formats',
    description: l10n.t('Several formats in one run; Longshore uses the first.'),
    schema: { type: 'array' },
    read: (value, complain) => {
      const [format] = readTexts(value, complain);
      return format === undefined ? {} : { format };
    },
  },
  {
    name: 'no-color',
    description: l10n.t('No colors.'),
    schema: { type: 'boolean' },
    read: (value, complain) => (readBoolean(value, complain) ? { color: false } : {}),
  },
  {
    name: 'verbose',
    description: l10n.t('Verbose output; it has no effect here.'),
    schema: { type: 'boolean' },
    read: (value, complain) => {
      readBoolean(value, complain);
      return {};
    },
  },
];

/** What is ignored stays so wherever `override` names it, and `no-fail` goes before a threshold: whatever the order. */
export function readHadolintFile(text: string): ReadConfiguration {
  const order = (name: string) => (name === 'ignored' || name === 'no-fail' ? 1 : 0);
  return readKeys(text, keys, '.hadolint.yaml', (a, b) => order(a) - order(b));
}
