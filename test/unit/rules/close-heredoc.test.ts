import { closeHeredoc as rule } from '../../../src/dockerfile/rules/close-heredoc.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('close-heredoc', () => {
  it('takes the first that is left open', () => {
    expectMarked(rule, 'RUN <<A ⟦<<"B C"⟧ <<D\nA\nB C \n');
    expectMarked(rule, 'ONBUILD COPY ⟦<<-A⟧ b\n  A\n');
  });
  it('keeps quiet on closed ones, and what is none', () => {
    expectMarked(rule, 'RUN <<A\nA\nCOPY <<-A b\n\tA\nRUN a <<< b\nCMD <<A\n');
  });
});
