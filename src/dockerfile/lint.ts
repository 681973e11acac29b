// Runs the rules over a document. Knows no rule by name.
import type { DockerfileDocument } from './document.ts';
import { isCheck, readIgnoreComments } from './ignore-comments.ts';
import { comparePositions } from './range.ts';
import type { Finding, LintSurroundings, Problem, Rule, Severity } from './rule.ts';
import { rules } from './rules/index.ts';

export interface LintOptions {
  /** By rule id: another severity than the rule's own, or none of its problems at all. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  readonly surroundings?: LintSurroundings | undefined;
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
  const { severities = {}, surroundings = {}, onRuleFailure } = options;
  const comments = readIgnoreComments(document);
  const problems: Problem[] = [];
  for (const rule of chosen) {
    const severity = severities[rule.id] ?? rule.severity;
    if (severity === 'off') continue;
    const report = (finding: Finding) => {
      const problem: Problem = { ...finding, rule: rule.id, aliases: finding.aliases ?? rule.aliases, severity };
      if (comments.ignores(problem)) return;
      const isError = comments.checksAreErrors && problem.aliases.some(isCheck);
      problems.push(isError ? { ...problem, severity: 'error' } : problem);
    };
    try {
      rule.check(document, report, surroundings);
    } catch (error) {
      if (!onRuleFailure) throw error;
      onRuleFailure(rule.id, error);
    }
  }
  return problems.sort(
    (a, b) => comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end),
  );
}
