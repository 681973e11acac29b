import assert from 'node:assert/strict';
import { noLegacyKeyValue as rule } from '../../../src/dockerfile/rules/no-legacy-key-value.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-legacy-key-value', () => {
  const fixes = [
    ['ENV ⟦a b⟧', 'ENV a=b'],
    ['ENV ⟦a b c  d⟧', 'ENV a="b c  d"'],
    ['ENV ⟦a   $b/c⟧', 'ENV a=$b/c'],
    ['ENV ⟦a $b c⟧', 'ENV a="$b c"'],
    ['ENV ⟦a "b c"⟧', 'ENV a="b c"'],
    ['ENV ⟦a b "c d" e⟧', 'ENV a="b c d e"'],
    ['ENV ⟦a "b" c⟧', 'ENV a="b c"'],
    ['ENV ⟦a b=c d=e⟧', 'ENV a="b=c d=e"'],
    ['ENV ⟦a b\\ c⟧', 'ENV a=b\\ c'],
    ["LABEL ⟦a.b 'c d'⟧", "LABEL a.b='c d'"],
    ['ENV ⟦a \\\n  b⟧', 'ENV a=b'],
    ['ENV ⟦a b \\\n # x\n  c⟧', 'ENV a="b \\\n # x\n  c"'],
  ];
  for (const [old = '', fixed = ''] of fixes) {
    it(`makes ${JSON.stringify(fixed)} of it`, () => {
      const { fix } = expectFix(rule, `FROM x:1\n${old}\n`, `FROM x:1\n${fixed}\n`);
      assert.equal(fix?.safe, true);
    });
  }
  it('has no fix where quotes would mean something else', () => {
    for (const old of ["a b 'c' d", 'a b\\ c d', '"a" b', "a it's", 'a \\\n# c\n b'])
      expectFix(rule, `ENV ⟦${old}⟧\n`, undefined);
  });
  it('takes an ARG with a value, and no list of names', () => {
    const { fix } = expectFix(rule, 'ARG ⟦VERSION 1.2⟧\n', 'ARG VERSION=1.2\n');
    assert.equal(fix?.safe, false);
    expectMarked(rule, 'ARG ⟦foo bar⟧\n');
    expectMarked(rule, 'ARG TARGETOS TARGETARCH\nARG a b c\nARG a b=c\nARG a\nARG a b\nRUN echo $b\n');
  });
  it('keeps quiet on the new form', () =>
    expectMarked(rule, 'ENV a=b c=d\nENV "a b"=c\nENV a\nLABEL a="b c"\nARG a=b\n'));
});
