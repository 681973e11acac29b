import { noWholeImageCopy as rule } from '../../../src/dockerfile/rules/no-whole-image-copy.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-whole-image-copy', () => {
  it('takes everything that goes to everything', () => {
    expectMarked(rule, 'FROM x:1\nCOPY --from=a ⟦/⟧ /\nCOPY --from=a [⟦"/"⟧, "/"]\nCOPY --from=a ⟦"/"⟧ "/"\n');
  });
  it('keeps quiet on parts, other places, and the context', () => {
    expectMarked(rule, 'FROM x:1\nCOPY --from=a / /app\nCOPY --from=a /app /\nCOPY / /\n');
  });
});
