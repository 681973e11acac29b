import assert from 'node:assert/strict';
import { validCopyFrom as rule } from '../../../src/dockerfile/rules/valid-copy-from.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('valid-copy-from', () => {
  it('takes variables, nothing, and what can be no name', () => {
    expectMarked(
      rule,
      `FROM a\nCOPY --from=⟦$A⟧ b c\nCOPY --from=⟦\${A}⟧ b c\nCOPY ⟦--from=⟧ b c\nCOPY --from=⟦A:b:c⟧ b c\n`,
    );
    expectMarked(rule, 'FROM a\nCOPY --from=⟦Builder⟧ b c\nONBUILD COPY --from=⟦A!⟧ b c\n');
  });
  it('keeps quiet on stages in any case, numbers and images', () => {
    expectMarked(
      rule,
      'FROM a AS Build\nFROM a\nCOPY --from=BUILD b c\nCOPY --from=0 b c\nCOPY --from=7 b c\nCOPY --from=ghcr.io/a/b:1@sha256:0123456789012345678901234567890123456789012345678901234567890123 c d\nCOPY --from=Later b c\nFROM a AS later\n',
    );
  });
  it('has the name that hadolint has for it, once', () => {
    const problems = problemsOf(rule, 'FROM a AS builder\nFROM a\nCOPY --from=$A b c\nCOPY --from=A:b:c d e\n');
    assert.deepEqual(
      problems.map(({ aliases }) => aliases),
      [['FLAG_INVALID_FROM_VALUE', 'DL3022'], ['FLAG_INVALID_FROM_VALUE']],
    );
  });
  it('offers the stage that is meant', () => {
    expectFix(
      rule,
      'FROM a AS builder\nFROM a\nCOPY --from=⟦Buidler⟧ b c\n',
      'FROM a AS builder\nFROM a\nCOPY --from=builder b c\n',
    );
  });
});
