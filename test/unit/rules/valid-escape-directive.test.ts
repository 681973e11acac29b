import { validEscapeDirective as rule } from '../../../src/dockerfile/rules/valid-escape-directive.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('valid-escape-directive', () => {
  it('takes other characters', () => expectMarked(rule, '# syntax=a\n#escape=⟦ab⟧\nFROM a\n'));
  it('takes a second one, of any kind', () => {
    expectMarked(rule, '# escape=`\n⟦# escape=`⟧\nFROM a\n');
    expectMarked(rule, '# syntax=a\n⟦# SYNTAX=b⟧\nFROM a\n');
  });
  it('takes one without a value', () => {
    expectMarked(rule, '#escape=⟦ ⟧\nFROM a\n');
    expectMarked(rule, '# syntax=a\r\n⟦# escape =⟧\r\nFROM a\r\n');
  });
  it('keeps quiet on the two characters, and on comments', () => {
    expectMarked(rule, '# escape=\\\nFROM a\n');
    expectMarked(rule, '# Escape = `\r\n# check=skip=all\r\nFROM a\r\n');
    expectMarked(rule, '# a\n# escape=x\nFROM a\n# escape=\n');
    expectMarked(rule, '\n# escape=\nFROM a\n');
  });
});
