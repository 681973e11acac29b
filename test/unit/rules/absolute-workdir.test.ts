import { absoluteWorkdir as rule } from '../../../src/dockerfile/rules/absolute-workdir.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('absolute-workdir', () => {
  it('takes relative folders in front of an absolute one', () => {
    expectMarked(rule, 'FROM x:1\nWORKDIR ⟦a⟧\nWORKDIR ⟦./b c⟧\nWORKDIR /x\nWORKDIR d\nFROM y:1\nWORKDIR ⟦"e"⟧\n');
    expectMarked(rule, 'FROM x:1\nWORKDIR ⟦C:WINDOWS⟧\n');
  });
  it('keeps quiet below an absolute one, also of the stage it starts from', () => {
    expectMarked(rule, 'FROM x:1 AS a\nWORKDIR /a\nFROM a AS b\nWORKDIR c\nFROM b\nWORKDIR d\n');
  });
  it('keeps quiet on variables, quotes, Windows paths', () => {
    for (const path of ['$HOME/x', '$A/b', '"/a b"', "'/a'", 'C:\\app', 'c:/app', '\\app', '%APP%', '"C:\\a"', '']) {
      expectMarked(rule, `FROM x:1\nWORKDIR ${path}\n`);
    }
  });
  it('offers the same path below the root', () => {
    expectFix(rule, 'FROM x:1\nWORKDIR ⟦./a/b/⟧\n', 'FROM x:1\nWORKDIR /a/b\n');
    expectFix(rule, 'FROM x:1\nWORKDIR ⟦../a⟧\n', undefined);
    expectFix(rule, 'FROM x:1\nWORKDIR ⟦a$B⟧\n', undefined);
  });
});
