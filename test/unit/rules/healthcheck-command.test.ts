import { healthcheckCommand as rule } from '../../../src/dockerfile/rules/healthcheck-command.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('healthcheck-command', () => {
  it('takes CMD without a command', () => {
    expectMarked(rule, 'HEALTHCHECK ⟦CMD⟧\nHEALTHCHECK --interval=1s ⟦cmd⟧ []\n');
  });
  it('offers what is meant', () => {
    expectFix(rule, 'HEALTHCHECK ⟦COMD⟧ a\n', 'HEALTHCHECK CMD a\n');
    expectFix(rule, 'HEALTHCHECK --retries=1 ⟦curl⟧ a || exit 1\n', 'HEALTHCHECK --retries=1 CMD curl a || exit 1\n');
    expectFix(rule, 'HEALTHCHECK ⟦TEST⟧\n', undefined);
  });
  it('keeps quiet on CMD and NONE in any case', () => {
    expectMarked(rule, 'HEALTHCHECK cmd a\nHEALTHCHECK None\nHEALTHCHECK CMD ["a"]\nHEALTHCHECK \\\n  CMD a\n');
  });
});
