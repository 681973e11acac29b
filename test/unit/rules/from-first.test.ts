import { fromFirst as rule } from '../../../src/dockerfile/rules/from-first.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('from-first', () => {
  it('takes the first instruction that comes too early', () => {
    expectMarked(rule, 'ARG A\n⟦RUN⟧ a\nENV B=c\nFROM x:1\n');
  });
  it('takes a file without FROM', () => {
    expectMarked(rule, 'ARG A\n⟦ARG⟧ B\n');
    expectMarked(rule, '⟦⟧');
    expectMarked(rule, '⟦⟧# only a comment\n');
  });
  it('keeps quiet on FROM, ARG before it, comments, directives, and what is no instruction', () => {
    expectMarked(rule, '# syntax=docker/dockerfile:1\n\n# a\nARG A=1\nFROM x:$A\n');
    expectMarked(rule, 'from x:1\n');
    expectMarked(rule, 'FORM x:1\n');
  });
});
