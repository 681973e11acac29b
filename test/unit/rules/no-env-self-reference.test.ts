import assert from 'node:assert/strict';
import { noEnvSelfReference as rule } from '../../../src/dockerfile/rules/no-env-self-reference.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-env-self-reference', () => {
  it('takes each reference, wherever it stands', () => {
    for (const env of [
      'A=⟦$B⟧ B=⟦$A⟧',
      'A=x B=⟦$A⟧ C=⟦$A⟧',
      `A=x B=⟦\${A}⟧y C="⟦$A⟧"`,
      'A=x \\\n  B=⟦$A⟧ \\\n  # C\n  C=⟦$B⟧',
      'A="⟦$B⟧ ⟦$C⟧" B=1 C=2',
      `A=1 B=⟦\${A:-x}⟧`,
      'A=x B=⟦$A⟧⟦$A⟧',
      "A=x B='$A'",
      'A=x B=\\$A',
      'A=$A',
      'A=$A B=$B',
      'A=$A:x B=y',
      'PATH=/x:$PATH B=$PATH',
      'A=1 B=$AB',
      'AB=1 B=$A',
      'A $A B=$A',
    ]) {
      expectMarked(rule, `FROM debian:12\nENV ${env}\n`);
    }
  });
  it('takes each use, also in front of what is set', () => {
    expectMarked(rule, `ENV A=1 B="⟦\${A}⟧/⟦$A⟧"\n`);
    expectMarked(rule, 'FROM x:1\nENV B=⟦$A⟧ \\\n  A=1 C=$D\n');
  });
  it('keeps quiet on what is known before, on its own value, on longer names and escapes', () => {
    expectMarked(rule, 'FROM x:1 AS x\nARG A\nENV B=1\nFROM x\nENV A=1 B=2 C=$A$B\n');
    expectMarked(rule, "FROM x:1\nENV A=$A:1 B=$AB C=\\$A D='$A'\nENV A=1\nENV B=$A\nENV PATH=/a:$PATH E=$PATH\n");
  });
  it('offers a second ENV', () => {
    const { fix } = expectFix(
      rule,
      'FROM x:1\n  ENV A=1 \\\n    B=⟦$A⟧ C=2\n',
      'FROM x:1\n  ENV A=1\n  ENV B=$A C=2\n',
    );
    assert.equal(fix?.safe, false);
    expectFix(rule, 'FROM x:1\nENV A=1 \\\n# b\n B=⟦$A⟧\n', undefined);
  });
  it('takes a variable that is set twice, where the second forgets the first', () => {
    expectMarked(rule, `FROM x:1\nENV PATH=/a:$PATH PATH=/b:⟦\${PATH}⟧\nENV PATH=/a:$PATH B=c\n`);
    expectMarked(rule, 'FROM x:1\nENV A=b\nENV A=$A/c A=⟦$A⟧/d\nENV A=b A=c\n');
  });
});
