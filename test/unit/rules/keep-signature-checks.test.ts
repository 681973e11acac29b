import { keepSignatureChecks as rule } from '../../../src/dockerfile/rules/keep-signature-checks.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const expectIn = (commands: readonly string[]) => {
  for (const command of commands) expectMarked(rule, `FROM a:1\nRUN ${command}\n`);
};

describe('keep-signature-checks', () => {
  it('takes what switches the check off', () => {
    expectIn([
      'apt-get install -y ⟦--allow-unauthenticated⟧ a',
      'apt-get update ⟦--allow-unauthenticated⟧ && apt-get install -y ⟦--force-yes⟧ a',
      'apt-get -o ⟦APT::Get::AllowUnauthenticated=true⟧ install -y a',
      'apt-get update ⟦-oAcquire::AllowInsecureRepositories=true⟧',
      'apk add --no-cache ⟦--allow-untrusted⟧ -X https://a.org/repo b',
      'yum install -y ⟦--nogpgcheck⟧ a',
      'dnf install -y ⟦--nogpgcheck⟧ https://a.org/b.rpm',
      'dnf install -y ⟦--setopt=gpgcheck=0⟧ a',
      'zypper ⟦--no-gpg-checks⟧ install -y a',
      'echo "deb [⟦trusted=yes⟧] https://a.org/debian stable main" > /etc/apt/sources.list.d/a.list',
      "echo 'deb [arch=amd64 ⟦trusted=yes⟧] http://a.org/ubuntu jammy main' >> /etc/apt/sources.list",
      'printf "[a]\\nbaseurl=https://a.org\\n⟦gpgcheck=0⟧\\n" > /etc/yum.repos.d/a.repo',
      "sed -i 's/gpgcheck=1/ ⟦gpgcheck=0⟧/' /etc/yum.conf",
    ]);
  });
  it('keeps quiet on files that are there already, and on sources that are checked', () => {
    expectIn([
      'apk add --allow-untrusted /tmp/a.apk',
      'apk add --no-cache --allow-untrusted glibc-2.35.apk ./b.apk',
      'apk add --allow-untrusted /packages/*.apk',
      'apt-get install -y --allow-unauthenticated ./a.deb',
      'dnf install -y --nogpgcheck /tmp/a.rpm',
      'apt-get install -y --allow-downgrades --allow-change-held-packages a',
      'echo "deb [signed-by=/usr/share/keyrings/a.gpg] https://a.org/debian stable main" > /etc/apt/sources.list.d/a.list',
      'echo "deb [trusted=yes] file:/packages ./" > /etc/apt/sources.list.d/a.list',
      'echo "deb [check-valid-until=no] http://archive.debian.org/debian stretch main" > /etc/apt/sources.list',
      'printf "[a]\\nbaseurl=https://a.org\\ngpgcheck=1\\n" > /etc/yum.repos.d/a.repo',
      'echo "trusted=yes" && grep gpgcheck /etc/yum.conf',
      'rpm --import https://a.org/key && dnf install -y a',
      'apk add --no-cache --keys-dir /keys a',
    ]);
  });
});
