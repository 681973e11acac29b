// Runs one rule over marked text.
import assert from 'node:assert/strict';
import { applyFix } from '../../src/dockerfile/linting/apply-fixes.ts';
import { lintWith } from '../../src/dockerfile/linting/lint.ts';
import type { LintSurroundings, Problem, Rule } from '../../src/dockerfile/rule-parts/rule.ts';
import { rules } from '../../src/dockerfile/rules/index.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { mark, readMarked } from './marked-text.ts';

export function problemsOf(rule: Rule, text: string, surroundings: LintSurroundings = {}): Problem[] {
  // One that runs last has something to say of the others.
  const chosen = rule.last ? rules : [rule];
  return lintWith(chosen, parseDockerfile(text), { surroundings, allRules: true }).filter(
    (problem) => problem.rule === rule.id,
  );
}

/** The rule's problems are exactly at the marks; without marks there is none. */
export function expectMarked(rule: Rule, marked: string, surroundings: LintSurroundings = {}): void {
  const { text } = readMarked(marked);
  const found = problemsOf(rule, text, surroundings);
  assert.equal(
    mark(
      text,
      found.map(({ range }) => range),
    ),
    marked,
  );
}

/** Finds exactly one problem, at the mark, and its fix gives `fixed`; undefined: it has no fix. */
export function expectFix(
  rule: Rule,
  marked: string,
  fixed: string | undefined,
  surroundings: LintSurroundings = {},
): Problem {
  expectMarked(rule, marked, surroundings);
  const { text } = readMarked(marked);
  const [problem, ...more] = problemsOf(rule, text, surroundings);
  assert.ok(problem && more.length === 0, `one problem expected in ${marked}`);
  assert.equal(problem.fix && applyFix(text, problem.fix), fixed);
  return problem;
}
