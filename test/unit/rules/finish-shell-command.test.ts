import { finishShellCommand as rule } from '../../../src/dockerfile/rules/finish-shell-command.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('finish-shell-command', () => {
  it('takes scripts that end with an operator', () => {
    expectMarked(rule, 'FROM a:1\nRUN b \\\n  && c ⟦&&⟧\nCOPY d /e\nRUN f ⟦||⟧\nRUN g ⟦|⟧ \nONBUILD RUN h ⟦&&⟧\n');
  });
  it('takes instructions where commands should be', () => {
    expectMarked(rule, 'FROM a:1\nRUN b && \\\n⟦RUN⟧ c\nRUN if d; then ⟦COPY⟧ e /f; fi\n');
  });
  it('keeps quiet on what is finished, quoted, a comment, or for another shell', () => {
    for (const script of [
      'b &',
      'b;',
      'echo "&&"',
      "echo '||'",
      'b # c &&',
      'b \\&\\&',
      '["b", "&&"]',
      '<<E\nb &&\nc\nE',
      'run b && env c && echo RUN',
      'ENV=b c',
    ]) {
      expectMarked(rule, `FROM a:1\nRUN ${script}\n`);
    }
    expectMarked(rule, 'FROM mcr.microsoft.com/windows/nanoserver\nRUN a &&\n');
  });
  it('offers to take the operator away', () => {
    expectFix(rule, 'FROM a:1\nRUN b \\\n  c \\\n  ⟦&&⟧\n', 'FROM a:1\nRUN b \\\n  c\n');
  });
});
