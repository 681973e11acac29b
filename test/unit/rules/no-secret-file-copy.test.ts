import { noSecretFileCopy as rule } from '../../../src/dockerfile/rules/no-secret-file-copy.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-secret-file-copy', () => {
  it('takes keys, passwords and settings', () => {
    for (const path of [
      '.env',
      'a/.env.local',
      '.ssh/id_ed25519',
      'tls/server.key',
      'a.pem',
      'a.p12',
      '.netrc',
      '.aws/credentials',
      '.ssh/',
      '.git-credentials',
      'credentials.json',
      'conf/service-account.json',
      'secrets.yml',
      '.aws',
    ]) {
      expectMarked(rule, `FROM x:1\nCOPY a ⟦${path}⟧ /b/\nADD [⟦"${path}"⟧, "/"]\n`);
    }
    expectMarked(rule, 'FROM x:1\nARG NPM_TOKEN\nCOPY ⟦.npmrc⟧ .\n');
  });
  it('keeps quiet on certificates, examples, public keys, other stages, addresses', () => {
    for (const path of [
      '.env.example',
      '.env.production',
      'ca.pem',
      'root-cert.pem',
      'id_rsa.pub',
      'public.key',
      '.npmrc',
      'keys',
      'environment.ts',
      'secrets.example.yml',
      'secrets/',
      'credentials.ts',
      '.',
    ]) {
      expectMarked(rule, `FROM x:1\nCOPY ${path} /b/\n`);
    }
    expectMarked(rule, 'FROM x:1\nCOPY --from=y id_rsa /b\nADD https://x.com/a.key /b\n');
  });
});
