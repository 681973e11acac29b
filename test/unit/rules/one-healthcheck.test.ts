import { oneHealthcheck as rule } from '../../../src/dockerfile/rules/one-healthcheck.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('one-healthcheck', () => {
  it('takes all but the last of each stage, NONE, too', () => {
    expectMarked(
      rule,
      'FROM x:1\n⟦HEALTHCHECK⟧ NONE\n⟦HEALTHCHECK⟧ CMD a\nHEALTHCHECK CMD b\nFROM y:1\nHEALTHCHECK CMD c\n',
    );
  });
  it('offers to remove it', () => {
    expectFix(rule, 'FROM x:1\n⟦HEALTHCHECK⟧ CMD a \\\n  b\nHEALTHCHECK NONE\n', 'FROM x:1\nHEALTHCHECK NONE\n');
  });
});
