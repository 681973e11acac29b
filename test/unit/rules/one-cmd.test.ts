import { oneCmd as rule } from '../../../src/dockerfile/rules/one-cmd.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('one-cmd', () => {
  it('takes all but the last of each stage', () => {
    expectMarked(rule, 'FROM x:1\n⟦CMD⟧ a\n⟦cmd⟧ b\nCMD c\nFROM y:1\nCMD d\nHEALTHCHECK CMD e\nONBUILD CMD f\n');
  });
  it('is silenced above either of the two: hadolint marks the later one', () => {
    expectMarked(rule, 'FROM x:1\nCMD a\n# hadolint ignore=DL4003\nCMD b\n');
    expectMarked(rule, 'FROM x:1\n# hadolint ignore=DL4003\nCMD a\nCMD b\n');
    expectMarked(rule, 'FROM x:1\n⟦CMD⟧ a\nCMD b\n# hadolint ignore=DL4003\nCMD c\n');
  });
  it('removes its lines', () => {
    expectFix(rule, 'FROM x:1\n  ⟦CMD⟧ a \\\n  b\n\nCMD c', 'FROM x:1\n\nCMD c');
  });
});
