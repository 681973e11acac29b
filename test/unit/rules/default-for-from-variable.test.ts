import { defaultForFromVariable as rule } from '../../../src/dockerfile/rules/default-for-from-variable.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('default-for-from-variable', () => {
  it('takes what is no name without a build argument', () => {
    expectMarked(rule, `ARG A\nARG B=x:\nFROM ⟦$A⟧\nFROM ⟦\${B}⟧ AS b\nFROM ⟦a/$A⟧\n`, {
      buildArguments: new Map([['A', 'x']]),
    });
  });
  it('keeps quiet where the name is one all the same', () => {
    expectMarked(
      rule,
      `ARG A\nARG B=x\nFROM x$A\nFROM x:1\${A}\nFROM $B\nFROM a:\${A:-1}\nFROM \${A##x}\nFROM a-$TARGETARCH\n`,
    );
  });
  it('leaves names without a variable to others', () => expectMarked(rule, 'FROM a:b:c\n'));
});
