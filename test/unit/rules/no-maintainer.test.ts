import assert from 'node:assert/strict';
import { noMaintainer as rule } from '../../../src/dockerfile/rules/no-maintainer.ts';
import { expectFix, problemsOf } from '../../support/rule-cases.ts';

describe('no-maintainer', () => {
  const label = (value: string) => `LABEL org.opencontainers.image.authors="${value}"\n`;
  it('keeps the text, whatever a label would make of it', () => {
    expectFix(rule, '⟦MAINTAINER⟧ A B <c@d.e>\n', label('A B <c@d.e>'));
    expectFix(rule, '⟦MAINTAINER⟧ "A B"\n', label('A B'));
    expectFix(rule, "⟦MAINTAINER⟧ 'A' 'B'\n", label("'A' 'B'"));
    expectFix(rule, '⟦MAINTAINER⟧ "A" $B \\C\n', label('\\"A\\" \\$B \\\\C'));
    expectFix(rule, '⟦MAINTAINER⟧ A, \\\n  B\n', label('A,   B'));
    expectFix(rule, '⟦maintainer⟧ A\n', label('A').replace('LABEL', 'label'));
    expectFix(rule, '# escape=`\n⟦MAINTAINER⟧ A\\B `"C\n', `# escape=\`\n${label('A\\B ```"C')}`);
  });
  it('only offers a label that the project does not allow', () => {
    const policy = { labels: new Map([['a', 'text' as const]]), strictLabels: true };
    assert.equal(problemsOf(rule, 'MAINTAINER A\n', { policy })[0]?.fix?.safe, false);
    assert.equal(problemsOf(rule, 'MAINTAINER A\n')[0]?.fix?.safe, true);
  });
  it('leaves comments and what is empty', () => {
    expectFix(rule, '⟦MAINTAINER⟧ A \\\n # b\n C\n', undefined);
    expectFix(rule, '⟦MAINTAINER⟧\n', undefined);
  });
});
