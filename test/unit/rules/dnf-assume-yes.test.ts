import assert from 'node:assert/strict';
import { dnfAssumeYes as rule } from '../../../src/dockerfile/rules/dnf-assume-yes.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('dnf-assume-yes', () => {
  it('takes installs that ask, also of its small kin', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN ⟦dnf install⟧ a && ⟦microdnf install⟧ b && ⟦dnf in⟧ c && ⟦tdnf install⟧ d\nONBUILD RUN ⟦dnf install⟧ a\n',
    ));
  it('keeps quiet on others', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN dnf -y install a && dnf install --assumeyes a && notdnf install a && dnf clean all\n',
    ));
  it('takes the value of an option for no action', () => {
    const { fix } = expectFix(
      rule,
      'FROM fedora:42\nRUN ⟦dnf --setopt a=b install⟧ a\n',
      'FROM fedora:42\nRUN dnf --setopt a=b install -y a\n',
    );
    assert.equal(fix?.safe, true);
  });
});
