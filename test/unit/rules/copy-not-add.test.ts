import assert from 'node:assert/strict';
import { copyNotAdd as rule } from '../../../src/dockerfile/rules/copy-not-add.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('copy-not-add', () => {
  it('takes files and folders, zip files, heredocs beside files', () => {
    expectMarked(
      rule,
      'FROM x:1\n⟦ADD⟧ a /b\n⟦add⟧ ["a b", "/c"]\n⟦ADD⟧ a.zip /\n⟦ADD⟧ "a.zip" /\n⟦ADD⟧ a b.tgz /c/\n',
    );
    expectMarked(rule, '⟦ADD⟧ a /b\n');
  });
  it('keeps quiet on archives, addresses and repositories', () => {
    for (const source of ['a.tar', 'a.tar.gz', '"a.tgz"', 'a.xz', 'a.tar.zst', 'https://x.com/a', '"http://x.com"']) {
      expectMarked(rule, `FROM x:1\nADD ${source} /\n`);
    }
    expectMarked(rule, 'FROM x:1\nADD git@github.com:a/b.git /c\nADD --checksum=sha256:1 https://x.com/a /b\n');
  });
  it('knows what variables hold', () => {
    expectMarked(
      rule,
      `FROM x:1\nARG A=a.tar\nENV B=https://x.com\nADD $A /\nADD \${B}/c /\nARG D=d\n⟦ADD⟧ $D /\nADD $E /\n`,
    );
    expectMarked(rule, 'ARG A=a.tar\nFROM x:1 AS b\nARG A\nFROM b\nADD $A /\n');
  });
  it('is repaired where nothing but files is meant, and the flags are known to COPY', () => {
    assert.equal(
      expectFix(rule, 'FROM x:1\n⟦add⟧ --chown=1 a \\\n b\n', 'FROM x:1\ncopy --chown=1 a \\\n b\n').fix?.safe,
      true,
    );
    assert.equal(expectFix(rule, 'FROM x:1\n⟦ADD⟧ a* b\n', 'FROM x:1\nCOPY a* b\n').fix?.safe, false);
    expectFix(rule, 'FROM x:1\n⟦ADD⟧ --unpack=true a b\n', undefined);
    expectFix(rule, 'FROM x:1\n⟦ADD⟧ a b.tar c/\n', undefined);
  });
});
