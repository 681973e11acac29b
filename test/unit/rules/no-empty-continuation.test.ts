import { noEmptyContinuation as rule } from '../../../src/dockerfile/rules/no-empty-continuation.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-empty-continuation', () => {
  it('removes empty lines that follow each other together', () => {
    expectFix(rule, 'RUN a \\\n⟦\n  \n⟧\n  b\n', 'RUN a \\\n  b\n');
    expectFix(rule, 'RUN a \\\r\n⟦ \t⟧\r\n  b\r\n', 'RUN a \\\r\n  b\r\n');
    expectFix(rule, 'EXPOSE 80 \\\n⟦⟧\n', 'EXPOSE 80 \\\n');
  });
  it('takes those between comments, too', () =>
    expectMarked(rule, 'RUN a \\\n⟦⟧\n# b\n⟦⟧\n  c\nONBUILD RUN a \\\n⟦⟧\n b\n'));
  it('keeps quiet on comments, other empty lines and heredocs', () => {
    expectMarked(rule, 'FROM a\n\n\nRUN a \\\n # b\n c\n\nRUN <<A\n\nb \\\n\nA\n');
  });
});
