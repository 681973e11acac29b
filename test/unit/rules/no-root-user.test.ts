import assert from 'node:assert/strict';
import { noRootUser as rule } from '../../../src/dockerfile/rules/no-root-user.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('no-root-user', () => {
  it('follows the stages that others start from', () => {
    expectMarked(rule, 'FROM a:1 AS x\nUSER ⟦root⟧\nFROM x\nRUN y\n');
    expectMarked(rule, 'FROM a:1 AS x\nUSER ⟦root⟧\nFROM x AS y\nFROM Y\n');
    expectMarked(rule, 'FROM a:1 AS x\nUSER ⟦0:0⟧\nFROM x\nENTRYPOINT ["y"]\n');
    expectMarked(rule, 'FROM a:1 AS x\nUSER b\nFROM x\nUSER ⟦root⟧\n');
    expectMarked(rule, 'FROM a:1 AS x\nUSER root\nFROM x\nUSER b\n');
    expectMarked(rule, 'FROM a:1 AS x\nUSER root\nFROM x AS y\nUSER b\nFROM y\n');
    expectMarked(rule, 'FROM a:1 AS x\nUSER root\nFROM b:1\nCOPY --from=x c d\n');
  });
  it('takes the last USER of the final image, also of a stage that it starts from', () => {
    expectMarked(rule, 'FROM x:1\nUSER ⟦0:0⟧\n');
    expectMarked(rule, 'FROM x:1 AS a\nUSER b\nUSER ⟦"root"⟧\nFROM a\nRUN c\n');
    expectMarked(rule, 'FROM x:1 AS a\nUSER root:root\nFROM a\nUSER ⟦root⟧\n');
  });
  it('keeps quiet on other stages, other users, and images that say nothing', () => {
    expectMarked(rule, 'FROM x:1 AS a\nUSER root\nFROM y:1\nCOPY --from=a b c\n');
    expectMarked(rule, 'FROM x:1\nUSER root\nUSER rooter\n');
    expectMarked(rule, 'FROM x:1\nUSER $A\n');
    expectMarked(rule, 'USER root\n');
  });
  it('offers the user that the file had before', () => {
    expectFix(rule, 'FROM x:1\nUSER a:b\nUSER ⟦root⟧\nCMD ["c"]', 'FROM x:1\nUSER a:b\nUSER root\nCMD ["c"]\nUSER a:b');
    expectFix(rule, 'FROM x:1\nUSER ⟦root⟧\n', undefined);
  });
  it('only hints where root is what the file wants', () => {
    const severityOf = (text: string) => problemsOf(rule, text)[0]?.severity;
    assert.equal(severityOf('FROM x:1\nUSER a\nUSER root\n'), 'warning');
    assert.equal(severityOf('FROM x:1\nUSER root\n'), 'info');
    assert.equal(severityOf('FROM x:1\nUSER a\nUSER root\nRUN apk add su-exec\n'), 'info');
  });
});
