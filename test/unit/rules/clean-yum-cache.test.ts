import { cleanYumCache as rule } from '../../../src/dockerfile/rules/clean-yum-cache.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('clean-yum-cache', () => {
  it('takes installs without cleaning behind them', () =>
    expectMarked(
      rule,
      'FROM centos:7\nRUN ⟦yum install⟧ -y a\nRUN yum clean all && ⟦yum -y install⟧ a\nRUN ⟦yum group⟧ install -y a\nONBUILD RUN ⟦yum install⟧ -y a\n',
    ));
  it('knows ways to clean', () =>
    expectMarked(
      rule,
      'FROM centos:7\nRUN yum install -y a && yum clean all\nRUN yum install -y a && rm -rf /var/cache/yum/*\nRUN yum install -y a; yum -y clean all\nRUN --mount=type=cache,target=/var/cache/yum yum install -y a\nRUN yum update -y\n',
    ));
});
