// What a project's configuration file says of linting, as plain values.
import type { LintOptions } from '../dockerfile/linting/lint.ts';
import type { LabelFormat, LintSurroundings, Severity } from '../dockerfile/rule-parts/rule.ts';
import type { Range } from '../dockerfile/text/range.ts';

/** Everything is optional: what a file does not say stays as it is. */
export interface LintConfiguration {
  readonly ruleSet?: number;
  /** By rule id or alias, as it is written. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  readonly trustedRegistries?: readonly string[];
  readonly labels?: ReadonlyMap<string, LabelFormat>;
  readonly strictLabels?: boolean;
  /** false: comments silence nothing. */
  readonly ignoreComments?: boolean;
  /** Whether the program shellcheck is asked, too, where it is installed. */
  readonly shellCheck?: boolean;
  /** For the command line: exit with 1 from this severity on. */
  readonly threshold?: Severity | 'none';
  /** For the command line. */
  readonly format?: string;
  readonly color?: false;
}

/** A warning is what somebody who maintains the file would repair: such files, and only they, fail. */
export const defaultThreshold: Severity = 'warning';

/** Something wrong in a configuration file. The rest of it holds. */
export interface ConfigurationProblem {
  readonly range: Range;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface ReadConfiguration {
  readonly configuration: LintConfiguration;
  readonly problems: readonly ConfigurationProblem[];
}

/** What `over` says goes before what `base` says; severities are joined rule by rule. */
export function mergeConfigurations(base: LintConfiguration, over: LintConfiguration): LintConfiguration {
  return { ...base, ...over, severities: { ...base.severities, ...over.severities } };
}

/** What the linter is told, beside what surrounds the file. */
export function lintOptionsOf(configuration: LintConfiguration, surroundings: LintSurroundings): LintOptions {
  const { ruleSet, severities, ignoreComments, trustedRegistries, labels, strictLabels } = configuration;
  return {
    ruleSet,
    severities,
    ignoreComments,
    surroundings: { ...surroundings, policy: { trustedRegistries, labels, strictLabels } },
  };
}
