import { removeSignature as rule } from '../../../src/dockerfile/rules/remove-signature.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('remove-signature', () => {
  it('takes what was downloaded and is checked', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN curl -fO https://e.org/a.sig && gpgv ⟦a.sig⟧ a\nRUN curl -fO https://e.org/b.sig && gpgv b.sig b && rm b.sig\nCOPY c.asc .\nRUN gpg --batch --verify c.asc c\n',
    ));
});
