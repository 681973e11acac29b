import { gpgBatch as rule } from '../../../src/dockerfile/rules/gpg-batch.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('gpg-batch', () => {
  it('takes what may ask', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN ⟦gpg⟧ --keyserver e.org --recv-keys A && gpg --batch --verify b && gpg --version && cat a | gpg --dearmor && ⟦gpg2⟧ --import c\n',
    ));
});
