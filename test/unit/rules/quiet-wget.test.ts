import assert from 'node:assert/strict';
import { quietWget as rule } from '../../../src/dockerfile/rules/quiet-wget.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('quiet-wget', () => {
  it('takes wget that says all', () =>
    expectMarked(rule, 'FROM node:22\nRUN ⟦wget⟧ a && sudo ⟦wget⟧ -O b c && ⟦wget⟧ -P d e\nONBUILD RUN ⟦wget⟧ a\n'));
  it('knows ways to be quiet', () =>
    expectMarked(
      rule,
      'FROM node:22\nRUN wget -q a && wget -qO- b && wget --progress=dot:giga c && wget -nv d && wget --no-verbose e && wget -o log f && wget -a log g && wget --append-output=log h && wget -cq i\n',
    ));
  it('uses progress where wget is the large one', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦wget⟧ a\n',
      'FROM debian:12\nRUN wget --progress=dot:giga a\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('is only offered where somebody may read what it says', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦wget⟧ a > b 2>&1\n',
      'FROM debian:12\nRUN wget --progress=dot:giga a > b 2>&1\n',
    );
    assert.equal(fix?.safe, false);
  });
  it('resolves options that a variable holds', () => {
    for (const [before, call] of [
      ['ENV WGET_ARGS="-q --timeout=5"', `wget \${WGET_ARGS} https://x.com/a`],
      ['ARG A=--progress=dot', 'wget $A https://x.com/a'],
      ['ARG WGET_OPTS', 'wget $WGET_OPTS https://x.com/a'],
      ['ENV A=b', 'args="-nv"; wget $args https://x.com/a'],
      ['ENV A=b', 'get() { wget "$@"; }; get a'],
    ]) {
      expectMarked(rule, `FROM debian:12\n${before}\nRUN ${call}\n`);
    }
    expectMarked(
      rule,
      'FROM debian:12\nENV O="--tries 3" URL=https://x.com/a\nRUN ⟦wget⟧ $O $URL\nRUN ⟦wget⟧ $OTHER\n',
    );
  });
});
