import { requireFlagValue as rule } from '../../../src/dockerfile/rules/require-flag-value.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('require-flag-value', () => {
  it('takes flags without a value', () => {
    expectMarked(rule, 'COPY ⟦--chown⟧ a b\nCOPY ⟦--link=⟧ a b\nRUN ⟦--mount⟧ a\nHEALTHCHECK ⟦--interval⟧ CMD a\n');
  });
  it('takes what is neither true nor false', () => {
    expectMarked(rule, 'ADD --keep-git-dir=⟦yes⟧ a b\nCOPY --parents=⟦1⟧ --link=⟦$A⟧ a b\n');
  });
  it('keeps quiet on the others', () => {
    expectMarked(rule, 'COPY --link --parents=TRUE --chown= --from="a" b c\nCOPY --link="false" a b\nCOPY --x a b\n');
  });
});
