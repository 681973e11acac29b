// Our own configuration file, `.longshore.yaml`.
import * as l10n from '@vscode/l10n';
import { ruleSets } from '../dockerfile/linting/lint.ts';
import { isRuleName } from '../dockerfile/linting/rule-names.ts';
import { labelFormats, type Severity } from '../dockerfile/rule-parts/rule.ts';
import { rules } from '../dockerfile/rules/index.ts';
import { defaultThreshold, type ReadConfiguration } from './configuration.ts';
import {
  type ConfigurationKey,
  readBoolean,
  readKeys,
  readLabels,
  readOneOf,
  readText,
  readTexts,
  severityOrOff,
  thresholds,
} from './keys.ts';

/** What is wrong with our file. */
export const longshoreSentences = {
  unknownRuleSet: (ruleSet: string, allowed: string) => l10n.t('Unknown rule set {0}; use {1}', ruleSet, allowed),
  unknownRule: (name: string) => l10n.t('Unknown rule "{0}"', name),
};

const boolean = { type: 'boolean' };

export const longshoreKeys: readonly ConfigurationKey[] = [
  {
    name: 'ruleset',
    description: l10n.t('Uses the rules of this version, so that an upgrade adds no new ones.'),
    schema: { enum: ruleSets.flatMap((ruleSet) => [ruleSet, String(ruleSet)]) },
    read: (value, complain) => {
      const text = readText(value, complain);
      const known = ruleSets.find((ruleSet) => String(ruleSet) === text);
      if (text !== undefined && known === undefined) {
        complain(value, longshoreSentences.unknownRuleSet(text, ruleSets.join(', ')));
      }
      return known === undefined ? {} : { ruleSet: known };
    },
  },
  {
    name: 'rules',
    description: l10n.t('The severity of each rule, or off. Naming a rule that is off by default turns it on.'),
    schema: {
      type: 'object',
      properties: Object.fromEntries(rules.map(({ id, title }) => [id, { enum: severityOrOff, description: title }])),
      additionalProperties: { enum: severityOrOff },
    },
    read: (value, complain) => {
      const severities: Record<string, Severity | 'off'> = {};
      if (!value.entries && value.scalar !== null) {
        complain(value, l10n.t('Expected a map with one rule and its severity per line'));
      }
      for (const { key, keyRange, value: severity } of value.entries ?? []) {
        if (!isRuleName(key)) complain({ range: keyRange }, longshoreSentences.unknownRule(key), 'warning');
        const known = readOneOf(severityOrOff, severity, complain);
        if (known) severities[key] = known;
      }
      return { severities };
    },
  },
  {
    name: 'trustedRegistries',
    description: l10n.t('Images may come only from these registries: docker.io, *.example.com.'),
    schema: { type: 'array', items: { type: 'string' } },
    read: (value, complain) => ({ trustedRegistries: readTexts(value, complain) }),
  },
  {
    name: 'labels',
    description: l10n.t('Labels that an image must have, and the format of their values.'),
    schema: { type: 'object', additionalProperties: { enum: labelFormats } },
    read: (value, complain) => ({ labels: readLabels(value, complain) }),
  },
  {
    name: 'strictLabels',
    description: l10n.t('Allow no other labels.'),
    schema: boolean,
    read: (value, complain) => given('strictLabels', readBoolean(value, complain)),
  },
  {
    name: 'ignoreComments',
    description: l10n.t('Whether comments in Dockerfiles may turn rules off.'),
    schema: { ...boolean, default: true },
    read: (value, complain) => given('ignoreComments', readBoolean(value, complain)),
  },
  {
    name: 'shellcheck',
    description: l10n.t('Whether to check RUN with shellcheck as well, where it is installed.'),
    schema: { ...boolean, default: false },
    read: (value, complain) => given('shellCheck', readBoolean(value, complain)),
  },
  {
    name: 'threshold',
    description: l10n.t('The command line exits with 1 at this severity or higher.'),
    schema: { enum: thresholds, default: defaultThreshold },
    read: (value, complain) => given('threshold', readOneOf(thresholds, value, complain)),
  },
  {
    name: 'format',
    description: l10n.t('Output format of the command line.'),
    schema: { type: 'string' },
    read: (value, complain) => given('format', readText(value, complain)),
  },
];

export function readLongshoreFile(text: string): ReadConfiguration {
  return readKeys(text, longshoreKeys, '.longshore.yaml');
}

/** JSON schema of `.longshore.yaml`, for completion in editors. */
export function longshoreSchema(): unknown {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: l10n.t('Longshore: Dockerfile linting'),
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      longshoreKeys.map(({ name, description, schema }) => [name, { description, ...schema }]),
    ),
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
