import assert from 'node:assert/strict';
import { slashAfterCopyFolder as rule } from '../../../src/dockerfile/rules/slash-after-copy-folder.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('slash-after-copy-folder', () => {
  it('takes COPY and ADD with several sources', () => {
    expectMarked(rule, 'FROM x:1\nCOPY a b ⟦/c⟧\nADD a b ⟦c.d⟧\nCOPY --from=y a b c ⟦d⟧\n');
  });
  it('keeps quiet on one source, folders, variables, and Windows’ folders', () => {
    expectMarked(
      rule,
      `FROM x:1\nCOPY a /c\nCOPY a b /c/\nCOPY a b .\nCOPY a b ./\nCOPY a b $C\nCOPY a b x/\${C}\nCOPY a b c\\\\\n`,
    );
  });
  it('keeps quiet where --parents keeps the folders apart', () =>
    expectMarked(rule, 'FROM x:1\nCOPY --parents a b /c\nCOPY --parents=false a b ⟦/c⟧\n'));
  it('adds the slash, inside of quotes, too', () => {
    assert.equal(
      expectFix(rule, 'FROM x:1\nCOPY ["a", "b", ⟦"/c"⟧]\n', 'FROM x:1\nCOPY ["a", "b", "/c/"]\n').fix?.safe,
      true,
    );
    expectFix(rule, 'FROM x:1\nCOPY a b ⟦"/c"⟧\n', 'FROM x:1\nCOPY a b "/c/"\n');
    expectFix(rule, 'FROM x:1\nCOPY a b ⟦/d\\\n\\\n\\r⟧\n', 'FROM x:1\nCOPY a b /d\\\n\\\n\\r/\n');
  });
});
