import { noReservedStageName as rule } from '../../../src/dockerfile/rules/no-reserved-stage-name.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-reserved-stage-name', () => {
  it('takes both, in any case', () =>
    expectMarked(rule, 'FROM a AS ⟦scratch⟧\nFROM a AS ⟦Context⟧\nFROM scratch AS b\n'));
  it('offers another name', () => void expectFix(rule, 'FROM a AS ⟦context⟧\n', 'FROM a AS context-stage\n'));
});
