import { pinGems as rule } from '../../../src/dockerfile/rules/pin-gems.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-gems', () => {
  it('looks at each of several, whatever stands between', () => {
    for (const command of [
      'gem install a:1 ⟦b⟧',
      'gem install ⟦a⟧ b:1',
      'gem install ⟦a⟧ ⟦b⟧',
      'gem i ⟦a⟧',
      'gem install --no-document a:1 ⟦b⟧',
      'gem install --force --no-ri --no-rdoc ⟦a⟧',
      'gem install -i /gems ⟦a⟧',
      'gem install ⟦a⟧ -- --use-system-libraries',
      'gem install \\\n  a:1 \\\n  ⟦b⟧',
      'gem install a:1 && gem install ⟦b⟧',
      'sudo gem install ⟦a⟧',
      '<<EOF\ngem install ⟦a⟧\nEOF',
      'gem install a:1 -- --with-x=/y',
      `gem install a:"1.0" 'b:~> 2'`,
      'gem install --install-dir /gems -n /bin --source https://x -P HighSecurity a:1',
      'gem install a -v 1.0',
      'gem install -v 1.0 a b',
      `gem install a --version '~> 1'`,
      'gem install --version=1.0 a',
      'gem install a:$VERSION ./b.gem',
      'gem update --system',
    ]) {
      expectMarked(rule, `FROM debian:12\nRUN ${command}\n`);
      if (!command.startsWith('<<')) expectMarked(rule, `FROM debian:12\nONBUILD RUN ${command}\n`);
    }
  });
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
