import assert from 'node:assert/strict';
import { applyFix } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { lintWith } from '../../../src/dockerfile/linting/lint.ts';
import { noSudo } from '../../../src/dockerfile/rules/no-sudo.ts';
import { noUnusedIgnore as rule } from '../../../src/dockerfile/rules/no-unused-ignore.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

const withNoSudo = (text: string) =>
  lintWith([rule, noSudo], parseDockerfile(text), { allRules: true }).filter((problem) => problem.rule === rule.id);

describe('no-unused-ignore', () => {
  it('offers to remove the name, or the whole comment', () => {
    const fixed = (text: string) => {
      const [problem] = withNoSudo(text);
      return problem?.fix && applyFix(text, problem.fix);
    };
    assert.equal(
      fixed('FROM x:1\n# longshore ignore=no-sudo, absolute-workdir: b\nRUN c\n'),
      'FROM x:1\n# longshore ignore=absolute-workdir: b\nRUN c\n',
    );
    assert.equal(
      fixed('FROM x:1\n# longshore ignore=absolute-workdir,no-sudo\nRUN c\n'),
      'FROM x:1\n# longshore ignore=absolute-workdir\nRUN c\n',
    );
    assert.equal(fixed('FROM x:1\nRUN a \\\n  # hadolint ignore=DL3004\n  c\n'), 'FROM x:1\nRUN a \\\n  c\n');
  });
  it('keeps quiet on rules that were not run, on ShellCheck’s, on names of none, and on all', () => {
    const text =
      'FROM x:1\n# hadolint ignore=DL3004,SC2046\nRUN a\n# longshore ignore=nothing\nRUN c\n# longshore ignore=all\nRUN b\n';
    assert.deepEqual(lintWith([rule], parseDockerfile(text), { allRules: true }), []);
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
