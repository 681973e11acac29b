import { lowercaseDirective as rule } from '../../../src/dockerfile/rules/lowercase-directive.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('lowercase-directive', () => {
  it('takes each one', () => expectMarked(rule, '#⟦SYNTAX⟧=a\n#  ⟦Check⟧ = skip=all\n# escape=`\nFROM a\n'));
  it('changes the name alone', () => void expectFix(rule, '# ⟦esCAPe⟧=`\nFROM a\n', '# escape=`\nFROM a\n'));
  it('keeps quiet on comments', () => expectMarked(rule, '# syntax=a\n# Note=b\n# ESCAPE=`\nFROM a\n'));
});
