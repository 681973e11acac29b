import { pinYumPackages as rule } from '../../../src/dockerfile/rules/pin-yum-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-yum-packages', () => {
  it('takes modules wherever options stand', () => {
    for (const command of [
      'yum -y module install ⟦nodejs⟧',
      'yum module -y install ⟦nodejs⟧',
      'yum module install --setopt=x=1 nodejs:18 ⟦ruby⟧',
      'yum module install -y \\\n  ⟦nodejs⟧ \\\n  ruby:3',
      '<<EOF\nset -e\nyum module install -y ⟦nodejs⟧\nEOF',
      'yum module install -y nodejs:18/common',
      'yum module enable -y nodejs && yum module list',
    ]) {
      expectMarked(rule, `FROM centos:8\nRUN ${command}\n`);
      if (!command.startsWith('<<')) expectMarked(rule, `FROM centos:8\nONBUILD RUN ${command}\n`);
    }
  });
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
