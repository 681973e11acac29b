// What goes to ShellCheck and what is made of its answers; the program itself is run in test/unit/shellcheck.
import assert from 'node:assert/strict';
import { applyFix } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { lint } from '../../../src/dockerfile/linting/lint.ts';
import { shellCheckScripts } from '../../../src/dockerfile/linting/shellcheck.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { mark } from '../../support/marked-text.ts';

const scripts = (text: string) => shellCheckScripts(parseDockerfile(text));

describe('scripts for ShellCheck', () => {
  it('are those of RUN that a shell reads, without continuations and comments', () => {
    const found = scripts(
      'FROM x:1\nARG version=1\nRUN a && \\\n  # why\n  b\nRUN ["c"]\nRUN <<EOF\nd\n\te\nEOF\nCMD f\nONBUILD RUN g\nRUN <<EOF\n#!/usr/bin/env python3\nh\nEOF\n',
    );
    assert.deepEqual(
      found.map(({ input }) => input.slice(input.indexOf('\n') + 1)),
      ['a &&   b', 'd\n\te\n', 'g'],
    );
    for (const { input } of found) assert.match(input, /^export http_proxy=1 .*version=1\n/);
  });

  it('say which shell reads them, also in stages that start from another', () => {
    const shells = scripts(
      'FROM x:1 AS a\nRUN b\nSHELL ["/bin/bash", "-c"]\nRUN c\nFROM a\nRUN d\nSHELL ["pwsh", "-c"]\nRUN e\nFROM y:1\nRUN f\nSHELL ["/bin/ash", "-c"]\nRUN g\n',
    ).map((script) => script.arguments.find((word) => word.startsWith('--shell=')));
    assert.deepEqual(
      shells,
      ['sh', 'bash', 'bash', 'sh', 'dash'].map((name) => `--shell=${name}`),
    );
  });
});

describe('answers of ShellCheck', () => {
  const place = (line: number, column: number, endColumn: number) => ({ line, endLine: line, column, endColumn });
  const answer = (comments: readonly object[]) => JSON.stringify({ comments });
  const text = 'FROM x:1\nRUN echo "😀" && \\\n    echo $foo\n';

  it('become problems at their places, with fixes that are only offered', () => {
    const [script] = scripts(text);
    const problems = script?.problems(
      answer([
        {
          ...place(2, 22, 26),
          level: 'info',
          code: 2086,
          message: 'Quote\nit.',
          fix: {
            replacements: [
              { ...place(2, 22, 22), replacement: '"' },
              { ...place(2, 26, 26), replacement: '"' },
            ],
          },
        },
        { ...place(1, 1, 3), level: 'error', code: 1, message: 'in the line in front', fix: null },
      ]),
    );
    const [problem] = problems ?? [];
    assert.ok(problem?.fix);
    assert.equal(problems?.length, 1);
    assert.equal(mark(text, [problem.range]), 'FROM x:1\nRUN echo "😀" && \\\n    echo ⟦$foo⟧\n');
    assert.equal(problem.message, 'Quote it');
    assert.equal(problem.fix.safe, false);
    assert.equal(applyFix(text, problem.fix), 'FROM x:1\nRUN echo "😀" && \\\n    echo "$foo"\n');
  });

  it('are obeyed by comments and severities, by their numbers', () => {
    const foreign = (source: string) =>
      scripts(source).flatMap((script) =>
        script.problems(answer([{ ...place(2, 1, 2), level: 'info', code: 2086, message: 'x', fix: null }])),
      );
    const told = (source: string, severities = {}) =>
      lint(parseDockerfile(source), { foreign: foreign(source), severities }).map(({ severity }) => severity);
    assert.deepEqual(told('FROM x:1\nRUN a\n'), ['info']);
    assert.deepEqual(told('FROM x:1\nRUN a\n', { SC2086: 'error' }), ['error']);
    assert.deepEqual(told('FROM x:1\nRUN a\n', { shellcheck: 'off' }), []);
    assert.deepEqual(told('FROM x:1\n# hadolint ignore=SC2086\nRUN a\n'), []);
  });

  it('are not told where a rule has told the same by the same code', () => {
    const source = 'FROM debian:12\nRUN a && [[ -f $b ]] && [[ c ]]\n';
    const told = (code: number, column: number) => {
      const comment = { ...place(2, column, column + 2), level: 'warning', code, message: 'x', fix: null };
      const foreign = scripts(source).flatMap((script) => script.problems(answer([comment])));
      return lint(parseDockerfile(source), { foreign }).map(({ rule }) => rule);
    };
    const own = ['shell-syntax-of-base', 'shell-syntax-of-base'];
    assert.deepEqual(told(3010, 6), own);
    // Of another place, and of another kind at the same place.
    assert.deepEqual(told(3010, 1).sort(), ['shellcheck', ...own].sort());
    assert.deepEqual(told(2086, 6).sort(), ['shellcheck', ...own].sort());
  });
});
