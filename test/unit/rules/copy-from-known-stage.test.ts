import assert from 'node:assert/strict';
import { copyFromKnownStage as rule } from '../../../src/dockerfile/rules/copy-from-known-stage.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('copy-from-known-stage', () => {
  it('takes names of no earlier stage, and numbers', () => {
    expectMarked(rule, 'COPY --from=⟦a⟧ b .\n');
    expectMarked(rule, 'FROM x:1\nCOPY --from=⟦b⟧ c .\nCOPY --from=⟦1⟧ c .\nFROM x:1 AS b\n');
  });
  it('keeps quiet on earlier stages in any case, numbers, images with a tag, and its own stage', () => {
    expectMarked(
      rule,
      'FROM x:1 AS A\nFROM x:1 AS b\nCOPY --from=a c .\nCOPY --from=0 c .\nCOPY --from=y:1 c .\nCOPY --from=b c .\n',
    );
  });
  it('says what is wrong', () => {
    const messages = problemsOf(rule, 'FROM x:1\nCOPY --from=b c .\nCOPY --from=$A c .\nFROM x:1 AS b\n');
    assert.match(messages[0]?.message ?? '', /line 4/);
    assert.match(messages[1]?.message ?? '', /no variables/);
  });
  it('offers the stage that is meant', () => {
    expectFix(
      rule,
      'FROM x:1 AS Builder\nFROM x:1\nCOPY --from=⟦buidler⟧ a .\n',
      'FROM x:1 AS Builder\nFROM x:1\nCOPY --from=Builder a .\n',
    );
    expectFix(rule, 'FROM x:1 AS a\nFROM x:1\nCOPY --from=⟦something⟧ a .\n', undefined);
  });
});
