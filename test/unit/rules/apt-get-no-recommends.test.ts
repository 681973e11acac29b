import assert from 'node:assert/strict';
import { aptGetNoRecommends as rule } from '../../../src/dockerfile/rules/apt-get-no-recommends.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('apt-get-no-recommends', () => {
  it('takes each install', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN ⟦apt-get -y install⟧ a && ⟦apt install⟧ b\nONBUILD RUN ⟦apt-get install⟧ a\n',
    ));
  it('knows ways to say it', () => {
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get --no-install-recommends install a && apt-get install a -o APT::Install-Recommends=false\n',
    );
    expectMarked(
      rule,
      'FROM debian:12\nRUN echo \'APT::Install-Recommends "false";\' > /etc/apt/apt.conf.d/x\nRUN apt-get install a\n',
    );
  });
  it('is only offered', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦apt-get install⟧ a\n',
      'FROM debian:12\nRUN apt-get install --no-install-recommends a\n',
    );
    assert.equal(fix?.safe, false);
  });
});
