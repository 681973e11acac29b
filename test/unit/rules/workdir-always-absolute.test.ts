import assert from 'node:assert/strict';
import { workdirAlwaysAbsolute as rule } from '../../../src/dockerfile/rules/workdir-always-absolute.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('workdir-always-absolute', () => {
  it('takes relative folders below an absolute one, also of the stage it starts from', () =>
    expectMarked(rule, 'FROM x:1 AS a\nWORKDIR /a\nWORKDIR ⟦b⟧\nWORKDIR ⟦"c d"⟧\nFROM a\nWORKDIR ⟦e⟧\n'));
  it('leaves to absolute-workdir what only the base image knows', () =>
    expectMarked(rule, 'FROM x:1\nWORKDIR a\nWORKDIR /b\nWORKDIR $C\nWORKDIR\nFROM y:1\nWORKDIR d\n'));
  it('writes the folder in full where the file says it', () => {
    const { fix } = expectFix(
      rule,
      'FROM x:1\r\nWORKDIR /a/b\r\nWORKDIR ⟦../c/⟧\r\n',
      'FROM x:1\r\nWORKDIR /a/b\r\nWORKDIR /a/c\r\n',
    );
    assert.equal(fix?.safe, true);
    expectFix(rule, 'FROM x:1\nWORKDIR $A\nWORKDIR ⟦b⟧\n', undefined);
    expectFix(rule, 'FROM x:1\nWORKDIR /a\nWORKDIR ⟦b$C⟧\n', undefined);
    expectFix(rule, 'FROM x:1\nWORKDIR /a\nWORKDIR ⟦"b"⟧\n', undefined);
  });
});
