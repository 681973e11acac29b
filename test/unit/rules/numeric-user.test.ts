import { numericUser as rule } from '../../../src/dockerfile/rules/numeric-user.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('numeric-user', () => {
  it('takes names, root, too', () => {
    expectMarked(rule, 'USER ⟦a⟧\n');
    expectMarked(rule, 'FROM x:1\nUSER ⟦root⟧\nUSER ⟦a:0⟧\nUSER ⟦$B⟧\n');
  });
  it('keeps quiet on numbers, by themselves or in variables, and on what the build decides', () => {
    expectMarked(
      rule,
      `ARG UID\nFROM x:1\nUSER 0\nUSER 1:a\nENV A=1\nUSER $A\nARG B\nUSER \${B}:\${B}\nUSER\nARG UID\nUSER $UID\n`,
    );
  });
  it('takes a name in a variable of ENV; the build may set one of ARG', () =>
    expectMarked(rule, 'FROM x:1\nARG B=c\nENV A=b\nUSER ⟦$A⟧\nUSER $B\n'));
});
