import { declareFromVariable as rule } from '../../../src/dockerfile/rules/declare-from-variable.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('declare-from-variable', () => {
  it('takes what no ARG before the first FROM declares', () => {
    expectMarked(rule, `ARG tag=1\nFROM a:\${tag}⟦\${version}⟧ AS b\nARG later=1\nFROM c:⟦$later⟧\n`);
  });
  it('takes the platform, too, and finds the name that is meant', () => {
    expectFix(rule, 'FROM --platform=⟦$BULIDPLATFORM⟧ a:1\n', 'FROM --platform=$BUILDPLATFORM a:1\n');
    expectFix(
      rule,
      `ARG MY_ARCH=amd64\nFROM --platform=linux/⟦\${MYARCH}⟧ a:1\n`,
      `ARG MY_ARCH=amd64\nFROM --platform=linux/\${MY_ARCH} a:1\n`,
    );
  });
  it('keeps quiet on what is declared, predefined, or has a default', () => {
    expectMarked(
      rule,
      `ARG DEBUG\nFROM scratch\${DEBUG}\nFROM --platform=$BUILDPLATFORM a:1\nFROM a-$TARGETARCH\nFROM a:\${X:-1}\nFROM a:\${Y-1}\n`,
    );
  });
  it('leaves a name that is nothing but the variable to another rule', () => expectMarked(rule, 'FROM $A\n'));
});
