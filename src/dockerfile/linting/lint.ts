// Runs the rules over a document. Knows no rule by name.

import { isCheck, readIgnoreComments } from '../meaning/ignore-comments.ts';
import type { Finding, LintRun, LintSurroundings, Problem, Rule, Severity } from '../rule-parts/rule.ts';
import { rules } from '../rules/index.ts';
import { pathsAtLineEnds } from '../shell/windows-paths.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { comparePositions, type Range } from '../text/range.ts';
import { isRuleName, ruleNames, writtenNames } from './rule-names.ts';

/**
 * The rule sets there are. A project stays with the one it names, so that an upgrade brings it no new rules: a new rule
 * gets the next number as its `since`.
 */
export const ruleSets = [1] as const;
export const newestRuleSet = Math.max(...ruleSets);

export interface LintOptions {
  /**
   * By rule id or by an alias, in any case: another severity than the rule's own, or none of those problems. The id goes
   * before an alias. To name a rule also switches it on.
   */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Rules that are off by default, and those of newer rule sets, too. */
  readonly allRules?: boolean | undefined;
  /** One of `ruleSets`; the newest if nothing is said. */
  readonly ruleSet?: number | undefined;
  /** false: comments in the file silence nothing. */
  readonly ignoreComments?: boolean | undefined;
  readonly surroundings?: LintSurroundings | undefined;
  /** What another linter found: it is told, unless it is off or ignored. */
  readonly foreign?: readonly Problem[] | undefined;
  /**
   * A rule failed, which is a fault of ours: the others' problems are still told. Without it, lint throws.
   */
  readonly onRuleFailure?: ((rule: string, error: unknown) => void) | undefined;
}

/** Sorted by position. */
export function lint(document: DockerfileDocument, options: LintOptions = {}): Problem[] {
  return lintWith(rules, document, options);
}

/** The same with other rules than all of them. */
export function lintWith(chosen: readonly Rule[], document: DockerfileDocument, options: LintOptions = {}): Problem[] {
  const { surroundings = {}, onRuleFailure } = options;
  const severities = readSeverities(options.severities);
  const comments = readIgnoreComments(document, {
    pragmas: options.ignoreComments,
    checkDirective: surroundings.buildArguments?.get('BUILDKIT_DOCKERFILE_CHECK'),
    isName: isRuleName,
  });
  const run = chosenRules(chosen, options, severities, comments.experimental);
  let running: ReadonlySet<Rule> | undefined;
  const lintRun: LintRun = {
    comments,
    isName: isRuleName,
    names: writtenNames,
    isRun(name) {
      running ??= new Set(run.map(({ rule }) => rule));
      return ruleNames.get(name.toLowerCase())?.every((rule) => running?.has(rule)) ?? false;
    },
  };

  const problems: Problem[] = [];
  const joined = [...pathsAtLineEnds(document).keys()].map((instruction) => document.rangeOf(instruction));
  /** Of a line that nobody meant to write: the next instruction is a part of it. Its reason is told, and no more. */
  const isJoined = ({ start }: Range) =>
    joined.some((line) => comparePositions(line.start, start) <= 0 && comparePositions(start, line.end) <= 0);
  const add = (
    { rule, id, aliases: allAliases, severity: usual }: RunRule,
    { range, message, fix, counterpart, aliases = allAliases, severity: milder }: Finding,
  ) => {
    const severity = severityOf({ id, severity: milder ?? usual }, aliases, severities);
    if (severity === 'off') return;
    const problem: Problem = { range, message, fix, counterpart, rule: id, aliases, severity };
    if (comments.ignores(problem)) return;
    if (!rule.ofJoinedLines && isJoined(range)) return;
    const isError = comments.checksAreErrors && aliases.some(isCheck);
    problems.push(isError ? { ...problem, severity: 'error' } : problem);
  };
  /** The rule whose turn it is: most have nothing to say, and one function speaks for all. */
  let turn: RunRule | undefined;
  const report = (finding: Finding) => {
    if (turn) add(turn, finding);
  };
  for (turn of run) {
    try {
      turn.check(document, report, surroundings, lintRun);
    } catch (error) {
      if (!onRuleFailure) throw error;
      onRuleFailure(turn.id, error);
    }
  }
  const own = problems.length;
  for (const problem of options.foreign ?? []) {
    const severity = severityOf({ id: problem.rule, severity: problem.severity }, problem.aliases, severities);
    if (severity === 'off' || comments.ignores(problem)) continue;
    // What a rule of ours has told by the same code is not told again.
    if (!problems.some((told, index) => index < own && isSame(told, problem))) problems.push({ ...problem, severity });
  }
  return problems.sort(
    (a, b) => comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end),
  );
}

/** By a code that both have, at a place that they share. */
function isSame(a: Problem, b: Problem): boolean {
  return (
    a.aliases.some((alias) => b.aliases.includes(alias)) &&
    comparePositions(a.range.start, b.range.end) <= 0 &&
    comparePositions(b.range.start, a.range.end) <= 0
  );
}

/** A rule as it is run: all of one shape, which rules are not, so that each document's turn over all of them is quick. */
interface RunRule {
  readonly rule: Rule;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly check: Rule['check'];
}

/** Those that run, in their order. Most documents are linted with nothing said of single rules: that is known beforehand. */
function chosenRules(
  all: readonly Rule[],
  { allRules = false, ruleSet = newestRuleSet }: LintOptions,
  severities: Severities,
  experimental: ReadonlySet<string>,
): readonly RunRule[] {
  const isPlain = all === rules && severities.size === 0 && experimental.size === 0;
  const plain = isPlain ? plainChoices.get(choiceKey(allRules, ruleSet)) : undefined;
  return plain ?? choose(all, allRules, ruleSet, severities, experimental);
}

function choose(
  all: readonly Rule[],
  allRules: boolean,
  ruleSet: number,
  severities: Severities,
  experimental: ReadonlySet<string>,
): readonly RunRule[] {
  const run = all.filter((rule) => {
    if (severities.get(rule.id) === 'off') return false;
    if (allRules || isNamed(rule, severities) || isExperiment(rule, experimental)) return true;
    return !rule.offByDefault && (rule.since ?? 1) <= ruleSet;
  });
  return [...run.filter(({ last }) => !last), ...run.filter(({ last }) => last)].map((rule) => {
    const { id, aliases, severity, check } = rule;
    return { rule, id, aliases, severity, check };
  });
}

const choiceKey = (allRules: boolean, ruleSet: number) => `${allRules} ${ruleSet}`;

/** What `choose` answers of all rules where nothing is said of single ones. */
const plainChoices: ReadonlyMap<string, readonly RunRule[]> = new Map(
  [true, false].flatMap((allRules) =>
    ruleSets.map((ruleSet) => [choiceKey(allRules, ruleSet), choose(rules, allRules, ruleSet, new Map(), new Set())]),
  ),
);

type Severities = ReadonlyMap<string, Severity | 'off'>;

function readSeverities(given: LintOptions['severities'] = {}): Severities {
  return new Map(Object.entries(given).map(([name, severity]) => [name.toLowerCase(), severity]));
}

function severityOf(
  rule: Pick<Rule, 'id' | 'severity'>,
  aliases: readonly string[],
  severities: Severities,
): Severity | 'off' {
  if (severities.size === 0) return rule.severity;
  const own = severities.get(rule.id);
  if (own !== undefined) return own;
  for (const alias of aliases) {
    const severity = severities.get(alias.toLowerCase());
    if (severity !== undefined) return severity;
  }
  return rule.severity;
}

function isNamed({ id, aliases }: Rule, names: { has(name: string): boolean }): boolean {
  return names.has(id) || aliases.some((alias) => names.has(alias.toLowerCase()));
}

/** BuildKit's `experimental=all` means its own checks alone. */
function isExperiment(rule: Rule, experimental: ReadonlySet<string>): boolean {
  return (
    experimental.size > 0 && (isNamed(rule, experimental) || (experimental.has('all') && rule.aliases.some(isCheck)))
  );
}
