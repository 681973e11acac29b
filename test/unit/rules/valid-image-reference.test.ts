import { validImageReference as rule } from '../../../src/dockerfile/rules/valid-image-reference.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-image-reference', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  const faults = [
    '⟦a:⟧',
    'a:⟦^⟧',
    'a:⟦.b⟧',
    `a:⟦${'1'.repeat(129)}⟧`,
    `⟦a:@${digest}⟧`,
    '⟦a//b⟧',
    '⟦https://a/b⟧',
    '⟦a@b⟧',
    '⟦[a]⟧',
  ];
  for (const fault of faults) it(`takes ${fault.slice(0, 20)}`, () => expectMarked(rule, `FROM ${fault}\n`));
  it('offers lower case', () => void expectFix(rule, 'FROM ⟦Ubuntu:22.04⟧\n', 'FROM ubuntu:22.04\n'));
  it('keeps quiet on good ones, stages, variables and templates', () => {
    expectMarked(
      rule,
      `FROM a\nFROM a.b:5000/c/d:E_f\nFROM a:b@${digest}\nFROM "a:1"\nFROM a AS B\nFROM B\nFROM $A^\nFROM {{a}}\nFROM a:%%B%%\nFROM scratch\nFROM localhost/a__b\n`,
    );
  });
});
