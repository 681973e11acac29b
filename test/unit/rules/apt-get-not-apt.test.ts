import assert from 'node:assert/strict';
import { aptGetNotApt as rule } from '../../../src/dockerfile/rules/apt-get-not-apt.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('apt-get-not-apt', () => {
  it('takes the program, not the word', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN sudo ⟦apt⟧ update && echo apt && ⟦/usr/bin/apt⟧ --version && apt-get install -y apt\nONBUILD RUN ⟦apt⟧ install a\n',
    ));
  it('uses apt-cache where that knows it', () => {
    const { fix } = expectFix(rule, 'FROM debian:12\nRUN ⟦apt⟧ show a\n', 'FROM debian:12\nRUN apt-cache show a\n');
    assert.equal(fix?.safe, false);
  });
  it('is only offered for what apt does otherwise', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦apt⟧ upgrade -y\n',
      'FROM debian:12\nRUN apt-get upgrade -y\n',
    );
    assert.equal(fix?.safe, false);
  });
  it('is made where both do the same', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦apt⟧ -y install a\n',
      'FROM debian:12\nRUN apt-get -y install a\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('has no fix for what only apt does', () => {
    expectFix(rule, 'FROM debian:12\nRUN ⟦apt⟧ list\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN ⟦/usr/bin/apt⟧ install a\n', undefined);
  });
});
