import assert from 'node:assert/strict';
import { pipefailWithPipes as rule } from '../../../src/dockerfile/rules/pipefail-with-pipes.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('pipefail-with-pipes', () => {
  it('takes the first pipe of each RUN, also behind brackets and in substitutions', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN a || b ⟦|⟧ c | d\nRUN (a; b) ⟦|⟧ (c)\nRUN x=$(a ⟦|⟧ b)\nRUN a >| f ⟦|⟧ while read b; do c; done\nRUN ["bash", "-c", "a ⟦|⟧ b"]\n',
    ));
  it('keeps quiet where pipefail is set', () =>
    expectMarked(
      rule,
      'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN a | b\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN a ⟦|⟧ b\nRUN set -euxo pipefail && a | b\nRUN ["bash", "-o", "pipefail", "-c", "a | b"]\n',
    ));
  it('follows the shell from stage to stage', () =>
    expectMarked(
      rule,
      'FROM debian:12 AS a\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nFROM a\nRUN a | b\nFROM debian:12\nRUN a ⟦|⟧ b\n',
    ));
  it('keeps quiet on other signs, other instructions, strings and other shells', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN a || b && echo "a | b" \'|\' && sh -c \'a | b\'\nCMD a | b\nONBUILD RUN a | b\nSHELL ["pwsh", "-c"]\nRUN a | b\n',
    ));
  it('sets the shell that the base image has, behind the instruction before', () => {
    const { fix } = expectFix(
      rule,
      'FROM node:22-alpine\n# hadolint ignore=DL3003\nRUN a ⟦|⟧ b\n',
      'FROM node:22-alpine\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\n# hadolint ignore=DL3003\nRUN a | b\n',
    );
    assert.equal(fix?.safe, false);
  });
  it('has no fix where the shells of the base image are unknown', () => {
    expectFix(rule, 'FROM a/b:1\nRUN a ⟦|⟧ b\n', undefined);
    expectFix(rule, 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a ⟦|⟧ b\n', undefined);
  });
  it('keeps quiet on what cannot fail, may fail, or is caught', () => {
    for (const script of [
      'yes | apt-get install a',
      'echo a:b | chpasswd',
      'printf "a" | sha256sum -c -',
      'true | a',
      'x=$(grep a b | cut -d: -f2)',
      'curl a | b || true',
      'curl a | b | c || exit 1',
      'which a | head -1',
    ]) {
      expectMarked(rule, `FROM debian:12\nRUN ${script}\n`);
    }
    expectMarked(rule, 'FROM debian:12\nRUN echo a | b && curl c ⟦|⟧ d\nRUN yes | a ⟦|⟧ b\n');
  });
});
