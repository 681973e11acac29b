import { noCopyFromOwnStage as rule } from '../../../src/dockerfile/rules/no-copy-from-own-stage.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-copy-from-own-stage', () => {
  it('keeps quiet where a context stands in for the stage', () => {
    expectMarked(rule, 'FROM x:1 AS own\nCOPY --from=⟦own⟧ a b\n');
    expectMarked(rule, 'FROM x:1 AS own\nCOPY --from=own a b\n', { namedContexts: new Set(['own']) });
  });
  it('takes its name in any case, and its number', () => {
    expectMarked(rule, 'FROM x:1 AS a\nCOPY --from=⟦A⟧ b c\nFROM x:1\nCOPY --from=⟦1⟧ b c\n');
  });
  it('keeps quiet on others', () => {
    expectMarked(rule, 'FROM x:1 AS a\nCOPY b c\nFROM x:1 AS b\nCOPY --from=a b c\nCOPY --from=0 b c\n');
    expectMarked(rule, 'COPY --from=a b c\n');
  });
});
