import { noRootInBuildStage as rule } from '../../../src/dockerfile/rules/no-root-in-build-stage.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-root-in-build-stage', () => {
  it('takes the last USER of the file, where it is not in the image', () => {
    expectMarked(rule, 'FROM x:1 AS a\nUSER b\nUSER ⟦root⟧\nFROM y:1\nCOPY --from=a b c\n');
    expectMarked(rule, 'FROM x:1 AS a\nUSER ⟦0⟧\nFROM y:1 AS b\nFROM z:1\n');
  });
  it('leaves the image’s own stages to no-root-user, and other users alone', () => {
    expectMarked(rule, 'FROM x:1 AS a\nUSER root\nFROM a\nRUN b\n');
    expectMarked(rule, 'FROM x:1 AS a\nUSER root\nFROM y:1\nUSER c\n');
    expectMarked(rule, 'FROM x:1 AS a\nUSER root\nUSER b\nFROM y:1\n');
    expectMarked(rule, 'USER root\n');
  });
});
