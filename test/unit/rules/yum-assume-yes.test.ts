import assert from 'node:assert/strict';
import { yumAssumeYes as rule } from '../../../src/dockerfile/rules/yum-assume-yes.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('yum-assume-yes', () => {
  it('takes installs that ask', () =>
    expectMarked(
      rule,
      'FROM centos:7\nRUN ⟦yum install⟧ a && ⟦yum groupinstall⟧ b && ⟦yum localinstall⟧ c.rpm\nONBUILD RUN ⟦yum install⟧ a\n',
    ));
  it('keeps quiet on others', () =>
    expectMarked(
      rule,
      'FROM centos:7\nRUN yum -y install a && yum install --assumeyes a && yum clean all && bash -c `# yum install`\n',
    ));
  it('adds the option in a heredoc, too', () => {
    const { fix } = expectFix(
      rule,
      'FROM centos:7\nRUN <<EOF\n⟦yum install⟧ a\nEOF\n',
      'FROM centos:7\nRUN <<EOF\nyum install -y a\nEOF\n',
    );
    assert.equal(fix?.safe, true);
  });
});
