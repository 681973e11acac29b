import { validStageNames as rule } from '../../../src/dockerfile/rules/valid-stage-name.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-stage-name', () => {
  it('takes what does not begin with a letter, and other signs', () => {
    expectMarked(rule, 'FROM a AS ⟦1s⟧\nFROM a AS ⟦_s⟧\nFROM a AS ⟦a,9⟧\nFROM a AS ⟦$B⟧\nFROM a AS ⟦a/b⟧\n');
  });
  it('offers a name without them', () => {
    expectFix(rule, 'FROM a AS ⟦1s⟧\nFROM 1s\n', 'FROM a AS stage-1s\nFROM stage-1s\n');
    expectFix(rule, 'FROM a AS ⟦My@Stage!⟧\n', 'FROM a AS my-stage\n');
    expectFix(rule, 'FROM a AS ⟦é⟧\n', undefined);
  });
  it('keeps quiet on good ones, and on templates', () => {
    expectMarked(rule, 'FROM a AS b-1_c.D\nFROM a AS {{x}}\nFROM a AS 1 b\n');
  });
});
