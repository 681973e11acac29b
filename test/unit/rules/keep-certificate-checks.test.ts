import { keepCertificateChecks as rule } from '../../../src/dockerfile/rules/keep-certificate-checks.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const expectIn = (commands: readonly string[]) => {
  for (const command of commands) expectMarked(rule, `FROM a:1\nRUN ${command}\n`);
};

describe('keep-certificate-checks', () => {
  it('takes what switches the check off', () => {
    expectIn([
      'curl ⟦-k⟧ -fsSL https://a.org/b -o c',
      'curl ⟦-fsSLk⟧ https://a.org/b | tar x',
      'curl ⟦--insecure⟧ -o b "https://a.org/b"',
      'wget ⟦--no-check-certificate⟧ https://a.org/b',
      'wget -q ⟦--no-check-certificate⟧ $URL',
      'pip install ⟦--trusted-host⟧ pypi.org -r requirements.txt',
      'python3 -m pip install ⟦--trusted-host=pypi.org⟧ a',
      'pip config set ⟦global.trusted-host⟧ pypi.org',
      'npm config set ⟦strict-ssl⟧ false && npm ci',
      'npm install ⟦--strict-ssl=false⟧',
      'yarn config set ⟦strict-ssl⟧ false',
      'git config --global ⟦http.sslVerify⟧ false && git clone https://a.org/b',
      'git -c ⟦http.sslVerify=false⟧ clone https://a.org/b',
      'yum install -y ⟦--setopt=sslverify=false⟧ a',
      'apt-get ⟦-oAcquire::https::Verify-Peer=false⟧ update',
      'composer config -g ⟦disable-tls⟧ true',
      '⟦NODE_TLS_REJECT_UNAUTHORIZED="0"⟧ npm ci',
      'env ⟦GIT_SSL_NO_VERIFY=1⟧ git clone https://a.org/b',
      'yum-config-manager --save ⟦--setopt=epel.sslverify=0⟧',
      'conda config --set ⟦ssl_verify⟧ false',
      'export ⟦NODE_TLS_REJECT_UNAUTHORIZED=0⟧ && npm ci',
    ]);
    expectMarked(rule, 'FROM a:1\nENV ⟦NODE_TLS_REJECT_UNAUTHORIZED=0⟧ A=b\n');
    expectMarked(rule, 'FROM a:1\nENV ⟦PYTHONHTTPSVERIFY=0⟧\nENV ⟦GIT_SSL_NO_VERIFY=true⟧\n');
    expectMarked(rule, 'FROM a:1\nARG ⟦NPM_CONFIG_STRICT_SSL=false⟧\nENV ⟦PIP_TRUSTED_HOST="pypi.org"⟧\n');
  });
  it('keeps quiet where nothing is fetched from elsewhere, or it is checked otherwise', () => {
    expectIn([
      'curl -fsSL https://a.org/k -o -k2',
      'curl -k https://localhost:8443/health',
      'curl -k https://127.0.0.1/ && curl --insecure https://[::1]/a',
      'curl -k https://registry.local/v2/ -o a',
      'curl -kI https://a.org/b && wget --spider --no-check-certificate https://a.org/b',
      'curl -kfsSLO https://a.org/b.tar && echo "$SUM  b.tar" | sha256sum -c -',
      'wget --no-check-certificate https://a.org/b https://a.org/b.asc && gpg --batch --verify b.asc b',
      'wget --ca-certificate=/a.pem https://a.org/b',
      'npm config set strict-ssl true && npm config set cafile /a.pem',
      'git config --global http.sslVerify true && git config --global http.sslCAInfo /a.pem',
      'echo "curl -k https://a.org" && grep -k a b',
      'export NODE_TLS_REJECT_UNAUTHORIZED=1 NODE_EXTRA_CA_CERTS=/a.pem',
      'npm install strict-ssl false',
      'ssh-keygen -k a && apt-get -o Acquire::Retries=3 update',
      'composer config -g secure-http true',
    ]);
    expectMarked(
      rule,
      'FROM a:1\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 PYTHONHTTPSVERIFY=1 NODE_OPTIONS=--use-openssl-ca\nARG PIP_TRUSTED_HOST\n',
    );
  });
});
