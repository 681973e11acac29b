// How a configuration file's keys are read: each is one record that says what its value may be and what it means.
import * as l10n from '@vscode/l10n';
import { type LabelFormat, labelFormats, type Severity, severities } from '../dockerfile/rule-parts/rule.ts';
import type { ConfigurationProblem, LintConfiguration, ReadConfiguration } from './configuration.ts';
import { parseYaml, type YamlValue } from './yaml-text.ts';

/** What is wrong with a setting. `allowed`: with commas between them. */
export const keySentences = {
  unknownKey: (file: string, key: string, allowed: string) =>
    l10n.t('{0} has no key "{1}"; use one of: {2}', file, key, allowed),
  noBoolean: () => l10n.t('Expected true or false'),
  noList: () => l10n.t('Expected a list: begin each line with "- "'),
  notAllowed: (allowed: string) => l10n.t('Expected one of: {0}', allowed),
};

export type Complain = (value: Pick<YamlValue, 'range'>, message: string, severity?: 'error' | 'warning') => void;

export interface ConfigurationKey {
  readonly name: string;
  /** What it says, for completion and hover. */
  readonly description: string;
  /** JSON schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is wrong is told to `complain` and left out. */
  read(value: YamlValue, complain: Complain): LintConfiguration;
}

/** Never throws. A broken file gives problems, and what of it can be understood. */
export function readKeys(
  text: string,
  keys: readonly ConfigurationKey[],
  name: string,
  /** Of keys: what comes later goes before what it contradicts. */
  order: (a: string, b: string) => number = () => 0,
): ReadConfiguration {
  const { root, problems: syntax } = parseYaml(text);
  const problems: ConfigurationProblem[] = [...syntax];
  const complain: Complain = ({ range }, message, severity = 'error') => problems.push({ range, message, severity });
  let configuration: LintConfiguration = {};
  if (root && !root.entries && root.scalar !== null) {
    complain(root, l10n.t('Expected a map of settings: {0}: …', keys[0]?.name ?? ''));
  }
  for (const { key, keyRange, value } of [...(root?.entries ?? [])].sort((a, b) => order(a.key, b.key))) {
    const known = keys.find((each) => each.name === key);
    if (!known)
      complain({ range: keyRange }, keySentences.unknownKey(name, key, keys.map((k) => k.name).join(', ')), 'warning');
    else {
      const read = known.read(value, complain);
      configuration = {
        ...configuration,
        ...read,
        ...(read.severities ? { severities: { ...configuration.severities, ...read.severities } } : {}),
      };
    }
  }
  return { configuration, problems };
}

export function readBoolean(value: YamlValue, complain: Complain): boolean | undefined {
  if (typeof value.scalar === 'boolean') return value.scalar;
  complain(value, keySentences.noBoolean());
  return undefined;
}

/** Numbers are taken for the text that they are written as. */
export function readText(value: YamlValue, complain: Complain): string | undefined {
  if (typeof value.scalar === 'string' || typeof value.scalar === 'number') return String(value.scalar);
  complain(value, l10n.t('Expected a string'));
  return undefined;
}

/** Nothing at all is an empty list. */
export function readTexts(value: YamlValue, complain: Complain): readonly string[] {
  if (value.scalar === null) return [];
  if (!value.items) {
    complain(value, keySentences.noList());
    return [];
  }
  return value.items.flatMap((item) => readText(item, complain) ?? []);
}

/** A single text is a list of one. */
export function readTextOrTexts(value: YamlValue, complain: Complain): readonly string[] {
  return typeof value.scalar === 'string' ? [value.scalar] : readTexts(value, complain);
}

export function readOneOf<T extends string>(
  allowed: readonly T[],
  value: YamlValue,
  complain: Complain,
): T | undefined {
  // `off` and `no` are booleans in the YAML of old.
  const text = value.scalar === false ? 'off' : value.scalar;
  const known = allowed.find((candidate) => candidate === text);
  if (known === undefined) complain(value, keySentences.notAllowed(allowed.join(', ')));
  return known;
}

export const severityOrOff: readonly (Severity | 'off')[] = [...severities, 'off'];
export const thresholds: readonly (Severity | 'none')[] = [...severities, 'none'];

export function readLabels(value: YamlValue, complain: Complain): ReadonlyMap<string, LabelFormat> {
  const labels = new Map<string, LabelFormat>();
  if (!value.entries && value.scalar !== null)
    complain(value, l10n.t('Expected a map with one label and its format per line'));
  for (const { key, value: format } of value.entries ?? []) {
    const known = readOneOf(labelFormats, format, complain);
    if (known) labels.set(key, known);
  }
  return labels;
}
