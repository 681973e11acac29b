import { validCheckDirective as rule } from '../../../src/dockerfile/rules/valid-check-directive.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-check-directive', () => {
  it('takes options that there are not, and values that are none', () => {
    expectMarked(rule, '# check=⟦Skip⟧=all\nFROM a\n');
    expectMarked(rule, '# check=⟦warn⟧=true\nFROM a\n');
    expectMarked(rule, '# check=⟦JSONArgsRecommended⟧\nFROM a\n');
    expectMarked(rule, '# check=skip=all;error=⟦yes⟧\nFROM a\n');
    expectMarked(rule, '# check=⟦error=⟧\nFROM a\n');
  });
  it('takes blanks, and semicolons too many', () => {
    expectMarked(rule, '# check=skip=all⟦;⟧ error=true\nFROM a\n');
    expectMarked(rule, '# check=skip=all⟦;⟧\nFROM a\n');
    expectMarked(rule, '# check=skip=all;experimental=all;error=⟦true;skip=A⟧\nFROM a\n');
  });
  it('offers what is meant', () => {
    expectFix(rule, '# check=⟦skpi⟧=all\nFROM a\n', '# check=skip=all\nFROM a\n');
  });
  it('keeps quiet on what the builder takes, and on comments that are no directives', () => {
    expectMarked(rule, '# check=skip=A,B;error=TRUE;experimental=all\nFROM a\n');
    expectMarked(rule, '# check=skip=\nFROM a\n');
    expectMarked(rule, 'FROM a\n# check=nonsense\nRUN b\n');
    expectMarked(rule, '# a\n# check=nonsense\nFROM a\n');
  });
});
