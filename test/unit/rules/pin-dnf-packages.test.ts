import { pinDnfPackages as rule } from '../../../src/dockerfile/rules/pin-dnf-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-dnf-packages', () => {
  it('takes modules wherever options stand', () => {
    for (const command of [
      'dnf -y module install ⟦nodejs⟧',
      'dnf module -y install ⟦nodejs⟧',
      'dnf module install --setopt=x=1 nodejs:18 ⟦ruby⟧',
      'dnf module install -y \\\n  ⟦nodejs⟧ \\\n  ruby:3',
      '<<EOF\nset -e\ndnf module install -y ⟦nodejs⟧\nEOF',
      'dnf module install -y nodejs:18/common',
      'dnf module enable -y nodejs && dnf module list',
      'microdnf module install ⟦nodejs⟧',
      'microdnf -y module install nodejs:18',
      'dnf module reset nodejs && dnf module install nodejs:20',
    ]) {
      expectMarked(rule, `FROM fedora:42\nRUN ${command}\n`);
      if (!command.startsWith('<<')) expectMarked(rule, `FROM fedora:42\nONBUILD RUN ${command}\n`);
    }
  });
  it('takes each package', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN dnf install -y ⟦tomcat⟧ gcc-c++-1.1.1 && microdnf install ⟦rpm-sign⟧ && tdnf install ⟦a⟧\n',
    ));
  it('keeps quiet on groups and files', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN dnf group install "Development Tools" && dnf module install -y tomcat:9 && dnf install https://e.org/a-1.noarch.rpm\n',
    ));
  it('takes a variable of the file for a version', () =>
    expectMarked(rule, `ENV v=1\nRUN dnf install g-\${v} ⟦g-$w⟧\n`));
  it('takes modules without a stream', () =>
    expectMarked(
      rule,
      'FROM fedora:42\nRUN dnf module install -y ⟦nodejs⟧ maven:3.9 php:8.3/devel && microdnf -y module install ⟦nginx⟧ && dnf module enable -y ruby\n',
    ));
});
