import assert from 'node:assert/strict';
import { noSecretVariable as rule } from '../../../src/dockerfile/rules/no-secret-variable.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('no-secret-variable', () => {
  it('takes names of secrets, in any case, each of them', () => {
    expectMarked(
      rule,
      'ARG ⟦AWS_ACCESS_KEY_ID⟧\nFROM x:1\nENV ⟦password⟧=a b=c ⟦adminSecret⟧=d\nENV ⟦git_key⟧=e f_token=\nARG ⟦auth⟧\nENV ⟦api_key⟧ e\n',
    );
    expectMarked(rule, 'FROM x:1\nONBUILD ARG ⟦NPM_TOKEN⟧\n');
  });
  it('keeps quiet on what only says something of a secret', () => {
    expectMarked(
      rule,
      'FROM x:1\nENV PUBLIC_KEY=a PASSWORD_FILE=/run/a AUTH_MODULE_VERSION=1 KEY_ALIAS=b TOKENIZERS_PARALLELISM=false\nARG AUTH_MODE\nENV SECRET_IS_BASE64=false GPG_KEY=0123456789ABCDEF0123456789ABCDEF01234567 AUTHOR=c MONKEY=d USERNAME=e RESET_PASSWORD=reset.sh\n',
    );
  });
  it('says whose problem it is', () => {
    const problems = problemsOf(rule, 'ARG TOKEN\nFROM x:1\nARG TOKEN adminPassword auth\nONBUILD ENV TOKEN=a\n');
    assert.deepEqual(
      problems.map(({ aliases }) => aliases),
      [['DL3064'], ['DL3064', 'SecretsUsedInArgOrEnv'], ['DL3064'], ['SecretsUsedInArgOrEnv'], ['DL3064']],
    );
  });
  it('leaves to no-secret-like-name what others take for secrets', () => {
    expectMarked(
      rule,
      'FROM x:1\nENV MAX_TOKENS=4096 TOKENS_PER_MINUTE=1000 PASSWORD_HASH_ROUNDS=12\nENV AUTH_PROVIDER=oidc TOKEN_AUDIENCE=abc\nENV PRIVATE_REGISTRY=x POSTGRES_HOST_AUTH_METHOD=trust ⟦DB_PASSWORD⟧=1234\nARG SECRET_KEY_BASE=dummy\nENV API_TOKEN=<token>\n',
    );
  });
});
