import { validOnbuildTrigger as rule } from '../../../src/dockerfile/rules/valid-onbuild-trigger.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-onbuild-trigger', () => {
  it('takes the three in any case', () => {
    expectMarked(rule, 'ONBUILD ⟦FROM⟧ a\nonbuild ⟦maintainer⟧ a\nONBUILD \\\n  ⟦onBuild⟧ RUN a\nONBUILD ⟦ONBUILD⟧\n');
  });
  it('removes a second ONBUILD', () => void expectFix(rule, 'ONBUILD ⟦ONBUILD⟧ RUN a\n', 'ONBUILD RUN a\n'));
  it('keeps quiet on the others', () => expectMarked(rule, 'ONBUILD RUN from\nONBUILD COPY a b\nFROM a\nONBUILD\n'));
});
