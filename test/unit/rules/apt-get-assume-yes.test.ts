import assert from 'node:assert/strict';
import { aptGetAssumeYes as rule } from '../../../src/dockerfile/rules/apt-get-assume-yes.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('apt-get-assume-yes', () => {
  it('takes each call that asks, also of apt and of ONBUILD', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN ⟦apt-get install⟧ a && ⟦apt-get -q upgrade⟧; ⟦apt install⟧ b\nONBUILD RUN ⟦apt-get dist-upgrade⟧\nRUN ["sh", "-c", "⟦apt-get install⟧ a"]\n',
    ));
  it('knows all ways to say yes', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get -y install a && apt-get install -yqq a && apt-get --yes install a && apt-get install a --assume-yes\nRUN apt-get install -qq a && apt-get install -q -q a && apt-get -q=2 install a && apt-get -o APT::Get::Assume-Yes=true install a\n',
    ));
  it('keeps quiet on what asks nothing', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get update && apt-get clean && apt-get install -s a && echo apt-get install a && apt-get --version\nCMD apt-get install a\n',
    ));
  it('takes the value of an option for no action', () =>
    expectMarked(rule, 'FROM debian:12\nRUN ⟦apt-get -t bookworm-backports install⟧ a\nRUN ⟦apt-get $X install⟧ a\n'));
  it('adds the option where the words go over lines', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN apt-get update && \\\n    ⟦apt-get \\\n      install⟧ \\\n      # a comment\n      a\n',
      'FROM debian:12\nRUN apt-get update && \\\n    apt-get \\\n      install -y \\\n      # a comment\n      a\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('keeps quiet where yes answers', () =>
    expectMarked(rule, 'FROM debian:12\nRUN yes | apt-get install a && cat b | ⟦apt-get install⟧ c\n'));
  it('has no fix in strings', () => {
    expectFix(rule, 'FROM debian:12\nRUN [⟦"apt-get", "install"⟧, "a"]\n', undefined);
  });
});
