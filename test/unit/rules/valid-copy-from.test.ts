import assert from 'node:assert/strict';
import { validCopyFrom as rule } from '../../../src/dockerfile/rules/valid-copy-from.ts';
import { readMarked } from '../../support/marked-text.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('valid-copy-from', () => {
  it('lets a context stand in for a stage, wherever that begins', () => {
    const text = (marked: string) =>
      `FROM x:1\nCOPY --from=${marked} a b\nFROM x:1 AS later\nCOPY --from=⟦Later2⟧ a b\n`;
    expectMarked(rule, text('⟦later⟧'));
    expectMarked(rule, text('later'), { namedContexts: new Set(['later', 'later2']) });
  });
  it('takes variables, nothing, and what can be no name', () => {
    expectMarked(
      rule,
      `FROM a\nCOPY --from=⟦$A⟧ b c\nCOPY --from=⟦\${A}⟧ b c\nCOPY ⟦--from=⟧ b c\nCOPY --from=⟦A:b:c⟧ b c\n`,
    );
    expectMarked(rule, 'FROM a\nCOPY --from=⟦Builder⟧ b c\nONBUILD COPY --from=⟦A!⟧ b c\n');
  });
  it('takes later stages and numbers of none, and says where the stage is', () => {
    const text = 'FROM a\nCOPY --from=⟦7⟧ b c\nCOPY --from=⟦Later⟧ b c\nFROM a AS later\n';
    expectMarked(rule, text);
    const messages = problemsOf(rule, readMarked(text).text).map(({ message }) => message);
    assert.match(messages[0] ?? '', /no earlier stage 7/);
    assert.match(messages[1] ?? '', /line 4/);
  });
  it('keeps quiet on triggers, whose stages are those of another file', () => {
    expectMarked(rule, 'FROM a\nONBUILD COPY --from=7 b c\nONBUILD COPY --from=Builder b c\nFROM a AS builder\n');
  });
  it('keeps quiet on stages in any case, numbers and images', () => {
    expectMarked(
      rule,
      'FROM a AS Build\nFROM a\nCOPY --from=BUILD b c\nCOPY --from=0 b c\nCOPY --from=ghcr.io/a/b:1@sha256:0123456789012345678901234567890123456789012345678901234567890123 c d\n',
    );
  });
});
