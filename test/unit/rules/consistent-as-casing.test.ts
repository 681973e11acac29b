import { consistentAsCasing as rule } from '../../../src/dockerfile/rules/consistent-as-casing.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('consistent-as-casing', () => {
  it('follows FROM', () => {
    expectFix(rule, 'FROM a ⟦As⟧ b\n', 'FROM a AS b\n');
    expectFix(rule, 'from a ⟦AS⟧ b\n', 'from a as b\n');
    expectFix(rule, 'FROM a \\\n  ⟦as⟧ b\n', 'FROM a \\\n  AS b\n');
  });
  it('keeps quiet where they are alike, FROM is mixed, or there is no name', () => {
    expectMarked(rule, 'FROM a AS b\nfrom a as b\nFrom a as b\nFROM a as\nFROM a is b\n');
  });
});
