import assert from 'node:assert/strict';
import { noRepeatedFlag as rule } from '../../../src/dockerfile/rules/no-repeated-flag.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-repeated-flag', () => {
  it('takes each further one', () => {
    expectMarked(rule, 'COPY --chown=a ⟦--chown=b⟧ ⟦--chown=a⟧ --link c d\nONBUILD ADD --link ⟦--link⟧ a b\n');
  });
  it('removes one that says the same', () => {
    const { fix } = expectFix(rule, 'COPY --chown="a" ⟦--chown=a⟧ b c\n', 'COPY --chown="a" b c\n');
    assert.equal(fix?.safe, true);
  });
  it('leaves the choice between different ones, and continued lines', () => {
    expectFix(rule, 'COPY --chown=a ⟦--chown=b⟧ c d\n', undefined);
    expectFix(rule, 'COPY --chown=a \\\n ⟦--chown=a⟧ c d\n', undefined);
  });
  it('keeps quiet on lists and on unknown ones', () => {
    expectMarked(rule, 'RUN --mount=a --mount=a b\nCOPY --exclude=a --exclude=a --x --x b c\n');
  });
});
