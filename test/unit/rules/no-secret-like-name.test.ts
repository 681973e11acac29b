import assert from 'node:assert/strict';
import { noSecretLikeName as rule } from '../../../src/dockerfile/rules/no-secret-like-name.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('no-secret-like-name', () => {
  it('takes names of users, files, switches and the like, in triggers, too', () => {
    expectMarked(
      rule,
      'ARG ⟦username⟧\nFROM x:1\nENV a=1 ⟦PASSWORD_FILE⟧=/a ⟦TOKENIZER⟧=b\nONBUILD ARG ⟦DB_USERNAME⟧\n',
    );
    expectMarked(rule, 'FROM x:1\nENV ⟦SECRET_IS_BASE64⟧=false\n');
  });
  it('leaves secrets to no-secret-variable, and other names alone', () =>
    expectMarked(rule, 'FROM x:1\nARG GITHUB_TOKEN\nENV password=a USER=b KEY_FILE=/c\n'));
  it('has BuildKit’s name where that would speak, too', () => {
    assert.deepEqual(
      problemsOf(
        rule,
        'FROM x:1\nENV PASSWORD_HASH_ROUNDS=12\nENV git_key=\nENV MAX_TOKENS=1\nONBUILD ENV auth=1\n',
      ).map(({ aliases }) => aliases),
      [['DL3064', 'SecretsUsedInArgOrEnv'], ['SecretsUsedInArgOrEnv'], ['DL3064']],
    );
  });
});
