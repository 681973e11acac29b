import assert from 'node:assert/strict';
import { checksumTwoSpaces as rule } from '../../../src/dockerfile/rules/checksum-two-spaces.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('checksum-two-spaces', () => {
  it('takes one space', () =>
    expectMarked(
      rule,
      `FROM alpine:3.22\nRUN echo "⟦\${SUM} /tmp/a⟧" | sha256sum -c - && echo ⟦$B b⟧ | md5sum --check\nRUN echo "$A  a" | sha256sum -c && echo "$A *a" | sha1sum -c && echo "a b" | cat && echo a b c | sha256sum -c\n`,
    ));
  it('keeps quiet where the program takes one space', () => {
    const check = 'RUN echo "$A a" | sha256sum -c\n';
    for (const base of ['debian:12', 'node:22-slim', 'fedora:41']) expectMarked(rule, `FROM ${base}\n${check}`);
    expectMarked(rule, `FROM example.com/a:1\nRUN apt-get update\n${check}`);
    expectMarked(rule, 'FROM example.com/a:1\nRUN echo "⟦$A a⟧" | sha256sum -c\n');
  });
  it('quotes what echo would join with one space', () => {
    const { fix } = expectFix(
      rule,
      'FROM alpine:3.22\nRUN echo ⟦$SUM   app⟧ | sha256sum -c\n',
      'FROM alpine:3.22\nRUN echo "$SUM  app" | sha256sum -c\n',
    );
    assert.equal(fix?.safe, true);
  });
});
