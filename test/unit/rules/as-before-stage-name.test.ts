import { asBeforeStageName as rule } from '../../../src/dockerfile/rules/as-before-stage-name.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('as-before-stage-name', () => {
  it('offers AS for a short word', () => void expectFix(rule, 'FROM a ⟦A$⟧ b\n', 'FROM a AS b\n'));
  it('offers nothing for a comment or a longer word', () => {
    expectFix(rule, 'FROM a ⟦#⟧ b\n', undefined);
    expectFix(rule, 'FROM a ⟦called⟧ b\n', undefined);
  });
  it('keeps quiet on AS in any case, and where the number of words is wrong', () => {
    expectMarked(rule, 'FROM a as b\nFROM a \\\n  As b\nFROM a b\nFROM a IS b c\nRUN a b c\n');
  });
});
