import assert from 'node:assert/strict';
import { ignoreFix } from '../../../src/dockerfile/language/ignore-edit.ts';
import { applyFix } from '../../../src/dockerfile/linting/apply-fixes.ts';
import { lint } from '../../../src/dockerfile/linting/lint.ts';
import { differenceOf } from '../../../src/dockerfile/linting/repair.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

describe('differenceOf', () => {
  const changed = (before: string, after: string) => {
    const edit = differenceOf(before, after);
    if (!edit) return undefined;
    assert.equal(applyFix(before, { title: '', edits: [edit], safe: true }), after);
    return `${edit.range.start.line}-${edit.range.end.line}`;
  };
  it('is the lines from the first that differs to the last', () => {
    assert.equal(changed('a\nb\nc\n', 'a\nb\nc\n'), undefined);
    assert.equal(changed('a\nb\nc\n', 'a\nx\nc\n'), '1-1');
    assert.equal(changed('a\r\nb\r\nc\r\n', 'a\r\nb1\r\nb2\r\nc\r\n'), '1-1');
    for (const [before, after] of [
      ['', 'a'],
      ['a', ''],
      ['a\n', 'a'],
      ['a', 'a\n'],
      ['aaa\naaa\n', 'aaa\n'],
      ['aaa\n', 'aaa\naaa\n'],
      ['a😀b\n', 'a😁b\n'],
      ['\n\n', '\n'],
      ['a\nb', 'b'],
    ] as const) {
      assert.ok(changed(before, after), JSON.stringify([before, after]));
    }
  });
});

describe('ignoreFix', () => {
  const ignoring = (text: string, rule: string) => {
    const document = parseDockerfile(text);
    const problem = lint(document).find((each) => each.rule === rule);
    assert.ok(problem, rule);
    const fix = ignoreFix(document, problem);
    assert.ok(fix);
    const after = applyFix(text, fix);
    assert.ok(!lint(parseDockerfile(after)).some((each) => each.rule === rule), after);
    return after;
  };
  it('puts a comment above the instruction, with its indent and line break', () => {
    assert.equal(
      ignoring('FROM x:1\r\n  RUN a && \\\r\n    sudo b\r\n', 'no-sudo'),
      'FROM x:1\r\n  # longshore ignore=no-sudo: \r\n  RUN a && \\\r\n    sudo b\r\n',
    );
  });
  it('joins the comment that is there', () => {
    assert.equal(
      ignoring('FROM x:1\n# longshore ignore=workdir-not-cd: why\nRUN sudo b\n', 'no-sudo'),
      'FROM x:1\n# longshore ignore=workdir-not-cd,no-sudo: why\nRUN sudo b\n',
    );
  });
});
