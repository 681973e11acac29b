import { knownInstruction as rule } from '../../../src/dockerfile/rules/known-instruction.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('known-instruction', () => {
  const slips = [
    ['RNU', 'RUN'],
    ['FORM', 'FROM'],
    ['Copy:', 'COPY'],
    ['ENTRYPIONT', 'ENTRYPOINT'],
    ['WORKDIRR', 'WORKDIR'],
    ['EXPOS', 'EXPOSE'],
    ['MAINTAINERS', 'MAINTAINER'],
  ];
  for (const [wrong, right] of slips) {
    it(`takes ${wrong} for ${right}`, () => {
      expectFix(rule, `FROM x:1\n⟦${wrong}⟧ a b\n`, `FROM x:1\n${right} a b\n`);
    });
  }
  it('offers nothing that is far away', () => {
    for (const wrong of ['npm', 'XYZ', '&&', 'INSTALL', 'x', '-', '"']) {
      expectFix(rule, `FROM x:1\n⟦${wrong}⟧ a b\n`, undefined);
    }
  });
  it('looks into ONBUILD', () => {
    expectFix(rule, 'FROM x:1\nONBUILD ⟦RUNN⟧ a\n', 'FROM x:1\nONBUILD RUN a\n');
  });
  it('keeps quiet on known ones in any case, heredocs, continuations, // and templates', () => {
    expectMarked(
      rule,
      'from x:1\nRun a \\\nfoo\nRUN <<A <<B\nfoo\nA\nbar\nB\n// a\nONBUILD\nCOPY <<"E F" x\nfoo\nE F\n',
    );
    expectMarked(rule, 'FROM x:1\n{{ range .Xs }}\nfoo\n{{ end }}\n');
    expectMarked(rule, 'FROM x:1\nRUN a; \\\n{{if b\n:   c; \\\n}}  d\n');
    expectMarked(rule, `FROM x:1\nRUN docker inspect -f '{{if .A}}b{{end}}' c\n⟦foo⟧ d\n`);
  });
});
