import { pinGems as rule } from '../../../src/dockerfile/rules/pin-gems.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-gems', () => {
  it('takes each gem', () =>
    expectMarked(
      rule,
      'FROM ruby:3.4\nRUN gem install --no-document ⟦a⟧ b:1 && gem i ⟦c⟧ -- --with-x d\nONBUILD RUN gem install ⟦a⟧\n',
    ));
  it('keeps quiet on versions', () =>
    expectMarked(
      rule,
      "FROM ruby:3.4\nRUN gem install a -v 1 && gem install a --version=1 && gem install a --version '~> 1' && gem install a.gem && gem update b\n",
    ));
  it('takes a colon without a version for none', () =>
    expectMarked(rule, 'FROM ruby:3.4\nRUN gem install ⟦bundler:⟧ rake:13 ⟦foreman⟧\n'));
});
