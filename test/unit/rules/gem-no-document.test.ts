import { gemNoDocument as rule } from '../../../src/dockerfile/rules/gem-no-document.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('gem-no-document', () => {
  it('takes installs and updates', () =>
    expectMarked(rule, 'FROM debian:12\nRUN ⟦gem install⟧ a && ⟦gem i⟧ b && ⟦gem update⟧ --system && gem list\n'));
  it('keeps quiet where it is said', () => {
    expectMarked(
      rule,
      'FROM debian:12\nRUN gem install --no-document a && gem i -N b && gem install --no-ri --no-rdoc c\n',
    );
    expectMarked(rule, 'FROM debian:12\nRUN echo "gem: --no-document" > ~/.gemrc && gem install a\n');
    expectMarked(rule, 'FROM ruby:3.4 AS a\nFROM a\nRUN gem install b\n');
  });
});
