import { pinYumPackages as rule } from '../../../src/dockerfile/rules/pin-yum-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-yum-packages', () => {
  it('takes each package', () =>
    expectMarked(rule, 'FROM centos:7\nRUN yum install -y ⟦tomcat⟧ ⟦rpm-sign⟧ openssl-1:1.1.1k\n'));
  it('keeps quiet on groups, files and other managers', () =>
    expectMarked(
      rule,
      'FROM centos:7\nRUN yum group install "Development Tools" && yum module install -y tomcat:9 && yum install /tmp/a.rpm @x && dnf install a\n',
    ));
  it('takes a variable of the file for a version', () =>
    expectMarked(
      rule,
      `ARG a=1\nFROM centos:7 AS x\nENV b=1\nRUN yum install g-$a g-\${b} ⟦g-\${c}⟧\nFROM x\nRUN yum install g-\${b}\nFROM centos:7\nRUN yum install ⟦g-\${b}⟧\n`,
    ));
  it('takes modules without a stream', () =>
    expectMarked(rule, 'FROM centos:8\nRUN yum module install -y ⟦nodejs⟧ maven:3.9\n'));
});
