import assert from 'node:assert/strict';
import { cleanDnfCache as rule } from '../../../src/dockerfile/rules/clean-dnf-cache.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('clean-dnf-cache', () => {
  it('takes installs and upgrades without cleaning behind them', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN ⟦dnf install⟧ -y a\nRUN microdnf clean all && ⟦dnf in⟧ -y a\nRUN ⟦microdnf upgrade⟧ -y\nRUN rm -rf /var/cache/libdnf5 && ⟦dnf -y rei⟧ a\n',
    ));
  it('knows ways to clean', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN dnf install -y a && dnf clean all\nRUN dnf install -y a && rm -rf /var/cache/dnf\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a\nRUN notdnf install a\n',
    ));
  it('cleans with the same program', () => {
    const { fix } = expectFix(
      rule,
      'FROM a:1\nRUN ⟦microdnf install⟧ -y a\n',
      'FROM a:1\nRUN microdnf install -y a && microdnf clean all\n',
    );
    assert.equal(fix?.safe, true);
  });
});
