// Names and values of variables: which are those of secrets, and which only have the words in them.
import assert from 'node:assert/strict';
import { isSecretVariable, secretNameAliases } from '../../../src/dockerfile/knowledge/secret-names.ts';

describe('names of secrets', () => {
  const verdict = (line: string) => {
    const [name = '', ...value] = line.split('=');
    return isSecretVariable('ENV', name, value.join('='));
  };
  it('are those whose last word is one', () => {
    for (const line of [
      ...[
        'API_KEY=a1b2',
        'GITHUB_TOKEN=abc',
        'DB_PASSWORD_PROD=hunter2',
        'AWS_ACCESS_KEY_ID=AKIA1',
        'SECRET_KEY_BASE=f00',
      ],
      ...[
        'adminPassword=x1',
        'ROOT_PASSWORD=123456',
        'SSH_PRIVATE_KEY=k',
        'JWT_SECRET=s3',
        'auth=bar',
        'DOCKER_AUTH=e30',
      ],
      ...['POSTGRES_PASSWORD=postgres', 'NPM_TOKEN=$TOKEN', 'REDIS_URL_PASSWORD=p', 'CLIENT_SECRET_1=q', 'apikey=bar'],
    ]) {
      assert.ok(verdict(line), line);
    }
  });
  it('are not those that count, switch, or name something about a secret', () => {
    for (const line of [
      ...[
        'MAX_TOKENS=4096',
        'TOKENS_PER_MINUTE=1000',
        'PASSWORD_HASH_ROUNDS=12',
        'AUTH_PROVIDER=oidc',
        'TOKEN_AUDIENCE=abc',
      ],
      ...['SECRETS_MANAGER_REGION=us', 'PRIVATE_REGISTRY=x', 'POSTGRES_HOST_AUTH_METHOD=trust', 'TOKEN_TTL=3600s'],
      ...[
        'PASSWORD_MIN_LENGTH=8',
        'ALLOW_EMPTY_PASSWORD=yes',
        'GOPRIVATE=github.com/me',
        'TOKENIZERS_PARALLELISM=false',
      ],
      ...[
        'NEXT_PUBLIC_API_KEY=pk',
        'VITE_MAPS_API_KEY=abc',
        'REACT_APP_TOKEN=abc',
        'EOS_TOKEN=</s>',
        'CACHE_KEY=v1',
        'SECRET_NAME=db',
        'OAUTH_TOKEN_URL=https://a/b',
      ],
      ...['KEYCLOAK_ADMIN=admin', 'SSH_KEY=/run/keys/id', 'CONTEXT_TOKENS=128k', 'AUTHORS=me', 'NUM_KEYS=3'],
    ]) {
      assert.ok(!verdict(line), line);
    }
  });
  it('are not those in place of which something stands', () => {
    for (const value of [
      ...[
        '',
        'changeme',
        'change-me',
        '<token>',
        'ghp_xxxxxxxx',
        'your-token-here',
        '***',
        'dummy',
        'placeholder',
        'none',
      ],
      ...['false', '0', 'https://vault.internal/token', '/run/secrets/token', '{{ token }}', 'not-a-real-secret'],
    ]) {
      assert.ok(!verdict(`GITHUB_TOKEN=${value}`), value);
    }
  });
  it('count for ARG where the build gives them', () => {
    assert.ok(isSecretVariable('ARG', 'NPM_TOKEN', undefined));
    assert.ok(isSecretVariable('ARG', 'NPM_TOKEN', ''));
    assert.ok(!isSecretVariable('ENV', 'NPM_TOKEN', ''));
  });
  it('have the names of the checks that speak of them', () => {
    assert.deepEqual(secretNameAliases('AWS_ACCESS_KEY_ID', true), ['DL3064', 'SecretsUsedInArgOrEnv']);
    assert.deepEqual(secretNameAliases('AWS_ACCESS_KEY_ID', false), ['DL3064']);
    assert.deepEqual(secretNameAliases('git_key', true), ['SecretsUsedInArgOrEnv']);
    assert.deepEqual(secretNameAliases('PUBLIC_KEY', true), []);
    assert.deepEqual(secretNameAliases('DB_USERNAME', true, true), ['DL3064']);
  });
});
