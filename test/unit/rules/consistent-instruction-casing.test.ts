import assert from 'node:assert/strict';
import { consistentInstructionCasing as rule } from '../../../src/dockerfile/rules/consistent-instruction-casing.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('consistent-instruction-casing', () => {
  it('follows the most of them, and capitals if there are as many', () => {
    expectMarked(rule, 'from a\n⟦COPY⟧ b c\ncopy d e\n');
    expectMarked(rule, 'FROM a\n⟦copy⟧ b c\n');
    expectMarked(rule, '⟦From⟧ a\nfrom b\n');
  });
  it('keeps quiet where all are alike', () => {
    expectMarked(rule, 'from a\ncopy b c\n');
    expectMarked(rule, 'FROM a\nRUN <<A\nfoo bar\nA\nfoo\n');
    expectMarked(rule, '');
  });
  it('counts no ARG in front of FROM and no trigger, as BuildKit does, and tells of them under another name', () => {
    const problems = problemsOf(rule, 'arg a\narg b\narg c\nFROM x:1\nONBUILD run d\n');
    assert.deepEqual(
      problems.map(({ aliases }) => aliases),
      Array.from({ length: 4 }, () => ['CASING_INSTRUCTION']),
    );
  });
  it('leaves a keyword that goes over two lines', () => expectMarked(rule, 'from a\nWOR\\\nKDIR /b\n'));
});
