import assert from 'node:assert/strict';
import { noZypperDistUpgrade as rule } from '../../../src/dockerfile/rules/no-zypper-dist-upgrade.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-zypper-dist-upgrade', () => {
  it('takes both names', () =>
    expectMarked(
      rule,
      'FROM a:1\nRUN ⟦zypper dup⟧ && ⟦zypper -n dist-upgrade⟧ && zypper update\nONBUILD RUN ⟦zypper dup⟧\n',
    ));
  it('is only offered', () => {
    const { fix } = expectFix(rule, 'FROM a:1\nRUN ⟦zypper -n dup⟧\n', 'FROM a:1\nRUN zypper -n update\n');
    assert.equal(fix?.safe, false);
  });
});
