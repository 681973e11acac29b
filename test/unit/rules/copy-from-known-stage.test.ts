import { copyFromKnownStage as rule } from '../../../src/dockerfile/rules/copy-from-known-stage.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('copy-from-known-stage', () => {
  it('takes names of no earlier stage', () => {
    expectMarked(rule, 'COPY --from=⟦a⟧ b .\n');
    expectMarked(rule, 'FROM x:1 AS c\nFROM x:1\nCOPY --from=⟦b⟧ c .\n');
  });
  it('takes names in mounts that are almost those of a stage', () => {
    expectFix(
      rule,
      'FROM x:1 AS builder\nFROM x:1\nRUN --mount=type=bind,from=⟦biulder⟧,target=/x y\n',
      'FROM x:1 AS builder\nFROM x:1\nRUN --mount=type=bind,from=builder,target=/x y\n',
    );
    expectMarked(rule, 'FROM x:1 AS builder\nFROM x:1\nRUN --mount=from=busybox,target=/x y\n');
    expectMarked(rule, 'FROM x:1 AS build\nFROM x:1\nRUN --mount=from=team/build,target=/x y\n');
  });
  it('leaves to others what the builder refuses: later stages, numbers, variables', () => {
    expectMarked(rule, 'FROM x:1\nCOPY --from=b c .\nCOPY --from=1 c .\nCOPY --from=$A c .\nFROM x:1 AS b\n');
  });
  it('keeps quiet on earlier stages in any case, numbers, images with a tag, and its own stage', () => {
    expectMarked(
      rule,
      'FROM x:1 AS A\nFROM x:1 AS b\nCOPY --from=a c .\nCOPY --from=0 c .\nCOPY --from=y:1 c .\nCOPY --from=b c .\n',
    );
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
