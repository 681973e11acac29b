import assert from 'node:assert/strict';
import { applyFix } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { lintWith } from '../../../src/dockerfile/linting/lint.ts';
import { noSudo } from '../../../src/dockerfile/rules/no-sudo.ts';
import { noUnusedIgnore as rule } from '../../../src/dockerfile/rules/no-unused-ignore.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const withNoSudo = (text: string) =>
  lintWith([rule, noSudo], parseDockerfile(text), { allRules: true }).filter((problem) => problem.rule === rule.id);

describe('no-unused-ignore', () => {
  it('takes names of no rule, and offers to remove them', () => {
    expectFix(
      rule,
      'FROM x:1\n# longshore ignore=⟦a⟧, no-sudo: b\nRUN c\n',
      'FROM x:1\n# longshore ignore=no-sudo: b\nRUN c\n',
    );
    expectFix(
      rule,
      'FROM x:1\n# longshore ignore=no-sudo,⟦a⟧\nRUN c\n',
      'FROM x:1\n# longshore ignore=no-sudo\nRUN c\n',
    );
    expectFix(rule, 'FROM x:1\nRUN a \\\n  # hadolint ignore=⟦b⟧\n  c\n', 'FROM x:1\nRUN a \\\n  c\n');
  });
  it('keeps quiet on rules that were not run, on ShellCheck’s, and on all', () => {
    expectMarked(rule, 'FROM x:1\n# hadolint ignore=DL3004,SC2046\nRUN a\n# longshore ignore=all\nRUN b\n');
  });
  it('takes what silenced nothing, and keeps what did', () => {
    const text = 'FROM x:1\n# hadolint ignore=DL3004\nRUN a\n# hadolint ignore=DL3004\nRUN sudo a\n';
    const [problem, ...more] = withNoSudo(text);
    assert.equal(more.length, 0);
    assert.equal(problem?.range.start.line, 1);
    assert.equal(problem?.fix?.safe, true);
    assert.equal(
      problem?.fix && applyFix(text, problem.fix),
      'FROM x:1\nRUN a\n# hadolint ignore=DL3004\nRUN sudo a\n',
    );
  });
});
