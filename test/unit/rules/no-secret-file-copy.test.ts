import assert from 'node:assert/strict';
import { noSecretFileCopy as rule } from '../../../src/dockerfile/rules/no-secret-file-copy.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('no-secret-file-copy', () => {
  it('takes keys, passwords and settings', () => {
    for (const path of [
      '.env',
      'a/.env.local',
      '.ssh/id_ed25519',
      'tls/server.key',
      'private.pem',
      'app.private.key',
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
      'a.pem',
      'repo.gpg.key',
      'nodesource-repo.gpg.key',
      'test/fixtures/id_rsa',
      'testdata/server.key',
      'i18n.key',
      'dhparam.pem',
      'yarn.asc',
      'secrets.example.yml',
      'secrets/',
      'credentials.ts',
      '.',
    ]) {
      expectMarked(rule, `FROM x:1\nCOPY ${path} /b/\n`);
    }
    expectMarked(rule, 'FROM x:1\nCOPY --from=y id_rsa /b\nADD https://x.com/a.key /b\n');
  });
  it('looks into what is there', () => {
    const says = (path: string, text: string) =>
      problemsOf(rule, `FROM x:1\nCOPY ${path} /b/\n`, { contextTexts: new Map([[path, text]]) }).map(
        ({ message }) => message,
      );
    for (const [path, text] of [
      ['server.key', '-----BEGIN PUBLIC KEY-----\n'],
      ['repo.key', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n'],
      ['a.pem', '-----BEGIN CERTIFICATE-----\n'],
      ['tls.pem', '-----BEGIN DH PARAMETERS-----\n'],
      ['.npmrc', 'legacy-peer-deps=true\n'],
      ['.npmrc', `//npm.example.com/:_authToken=\${NPM_TOKEN}\n`],
      ['.env', 'PORT=80\nAPI_TOKEN=changeme\n'],
      ['.env', 'DATABASE_PASSWORD=\n'],
      ['test/tls/server.key', '-----BEGIN RSA PRIVATE KEY-----\n'],
    ] as const) {
      assert.deepEqual(says(path, text), [], `${path}: ${text}`);
    }
    for (const [path, text] of [
      ['any.key', '-----BEGIN RSA PRIVATE KEY-----\n'],
      ['ca.pem', '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\n'],
      ['a.pem', '-----BEGIN OPENSSH PRIVATE KEY-----\n'],
      ['.npmrc', `//npm.example.com/:_authToken=${'0f'.repeat(18)}\n`],
      ['.env', 'PORT=80\nexport DB_PASSWORD="hunter2"\n'],
      ['store.p12', '\0\0'],
      ['.netrc', 'machine a login b password c\n'],
    ] as const) {
      assert.equal(says(path, text).length, 1, `${path}: ${text}`);
    }
  });
  it('asks for a token in the same stage', () => {
    expectMarked(rule, 'FROM x:1 AS a\nCOPY .npmrc .\nFROM x:1\nARG NPM_TOKEN\n');
    expectMarked(rule, 'FROM x:1 AS a\nARG NPM_TOKEN\nFROM a\nCOPY ⟦.npmrc⟧ .\n');
  });
});
