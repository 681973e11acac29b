import { nameEqualsValue as rule } from '../../../src/dockerfile/rules/name-equals-value.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('name-equals-value', () => {
  it('takes what has no equals sign', () =>
    expectMarked(rule, 'ENV a=b ⟦c⟧ d=e\nLABEL a=b ⟦"c d"⟧\nONBUILD ENV a=b ⟦c⟧\n'));
  it('takes what has no name', () => expectMarked(rule, 'ENV ⟦=a⟧ b=c\nENV a=b ⟦=⟧ c=d\nARG ⟦=a⟧ b ⟦=c⟧\n'));
  it('offers quotes around the value', () => {
    expectFix(rule, 'ENV a=b ⟦c⟧ d=e\n', 'ENV a="b c" d=e\n');
    expectFix(rule, 'ENV a=$b ⟦c⟧\n', undefined);
    expectFix(rule, 'ENV a=b \\\n ⟦c⟧\n', undefined);
  });
  it('keeps quiet on pairs, the old form, names of ARG, and open quotes', () => {
    expectMarked(rule, 'ENV a=b c= d="e f" g=h\\ i\nENV a b=c =d\nLABEL a b c\nARG a b=c d\nENV\nENV a=b "c\n');
  });
});
