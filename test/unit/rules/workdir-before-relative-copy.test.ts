import assert from 'node:assert/strict';
import { workdirBeforeRelativeCopy as rule } from '../../../src/dockerfile/rules/workdir-before-relative-copy.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('workdir-before-relative-copy', () => {
  it('takes relative destinations without a WORKDIR, without FROM, too', () => {
    expectMarked(rule, 'COPY a ⟦b⟧\n');
    expectMarked(rule, 'FROM x:1 AS a\nWORKDIR /a\nFROM x:1\nCOPY a ⟦.⟧\nCOPY ["a", ⟦"b"⟧]\nWORKDIR /a\nCOPY a b\n');
  });
  it('takes ADD, too, which others do not', () => {
    expectMarked(rule, 'FROM x:1\nADD a.tar ⟦b⟧\nWORKDIR /a\nADD c.tar d\n');
    assert.deepEqual(
      problemsOf(rule, 'FROM x:1\nADD a b\nCOPY a b\n').map(({ aliases }) => aliases),
      [[], ['DL3045']],
    );
  });
  it('keeps quiet on absolute ones, variables, Windows’ paths, and where a stage below has a WORKDIR', () => {
    expectMarked(rule, `FROM x:1\nCOPY a /b\nCOPY a "/b"\nCOPY a $B\nCOPY a "\${B}"\nCOPY a c:\\\\b\nCOPY a d:/b\n`);
    expectMarked(rule, 'FROM x:1 AS a\nWORKDIR /a\nFROM a AS b\nFROM b\nCOPY a b\nONBUILD COPY a b\n');
  });
  it('offers the same place below the root', () => {
    assert.equal(expectFix(rule, 'FROM x:1\nCOPY a ⟦./b/c/⟧\n', 'FROM x:1\nCOPY a /b/c/\n').fix?.safe, false);
    expectFix(rule, 'FROM x:1\nCOPY a ⟦.⟧\n', 'FROM x:1\nCOPY a /\n');
    expectFix(rule, 'FROM x:1\nCOPY a ⟦./⟧\n', 'FROM x:1\nCOPY a /\n');
    expectFix(rule, 'FROM x:1\nCOPY a ⟦../b⟧\n', undefined);
    expectFix(rule, 'FROM x:1\nCOPY ["a", ⟦"b"⟧]\n', undefined);
  });
});
