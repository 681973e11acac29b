import { noSecretLikeName as rule } from '../../../src/dockerfile/rules/no-secret-like-name.ts';
import { expectMarked } from '../../support/rule-cases.ts';

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
});
