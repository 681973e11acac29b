import { closeQuotes as rule } from '../../../src/dockerfile/rules/close-quotes.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('close-quotes', () => {
  const faults = [
    'ENV a=⟦"b⟧',
    'ENV a=⟦"b c=d⟧',
    "LABEL a=b c=⟦'d e⟧",
    'ARG a=⟦"b\\"⟧',
    'ENV ⟦"a=b"⟧',
    "ENV ⟦'a=b⟧",
    "ENV a it⟦'s⟧",
    "ENV a=it⟦'s b=c⟧",
    'ENV a=⟦"b\\\nc⟧',
    'ONBUILD ENV a=⟦"b⟧',
  ];
  for (const fault of faults) it(`takes ${JSON.stringify(fault)}`, () => expectMarked(rule, `${fault}\n`));
  it('offers the missing quote', () => {
    expectFix(rule, "ENV a=b c=⟦'d e⟧\n", "ENV a=b c='d e'\n");
    expectFix(rule, 'ENV a=⟦"b \\\n c⟧\n', 'ENV a="b \\\n c"\n');
  });
  it('offers nothing for an apostrophe', () => void expectFix(rule, "LABEL a=it⟦'s⟧\n", undefined));
  it('keeps quiet on closed and escaped ones', () => {
    expectMarked(
      rule,
      `ENV a="b" c='d "' e="'" f=\\" g\\'h=i j="\\"" k='\\'\nENV a "b c"\nENV a it\\'s\nARG "a"=b\nRUN it's\nMAINTAINER it's\n`,
    );
    expectMarked(rule, '# escape=`\nENV a="b\\" c=`"\n');
  });
});
