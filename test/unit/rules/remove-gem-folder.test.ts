import { removeGemFolder as rule } from '../../../src/dockerfile/rules/remove-gem-folder.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('remove-gem-folder', () => {
  it('takes an update of gem itself', () =>
    expectMarked(
      rule,
      'FROM ruby:3.4\nRUN ⟦gem update⟧ --system\nRUN gem update a && gem update --system && rm -r /root/.gem\n',
    ));
});
