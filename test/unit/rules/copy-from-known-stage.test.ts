import assert from 'node:assert/strict';
import { copyFromKnownStage as rule } from '../../../src/dockerfile/rules/copy-from-known-stage.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

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
  it('leaves what the builder refuses to valid-copy-from', () => {
    expectMarked(
      rule,
      `FROM x:1 AS builder\nFROM x:1\nCOPY --from=$A b c\nCOPY --from=\${A} b c\nCOPY --from=Buidler b c\n`,
    );
  });
  it('knows the contexts that Bake and Compose files name', () => {
    expectMarked(rule, 'FROM x:1\nCOPY --from=Assets a b\nCOPY --from=⟦other⟧ a b\n', {
      namedContexts: new Set(['assets']),
    });
  });
  it('compares them as the builder does', () => {
    const namedContexts = new Set(['tools', 'ghcr.io/team/app']);
    expectMarked(rule, 'FROM x:1\nCOPY --from=docker.io/library/tools a b\nCOPY --from=ghcr.io/team/app a b\n', {
      namedContexts,
    });
    expectMarked(rule, 'FROM x:1\nCOPY --from=⟦ghcr.io/team/other⟧ a b\n', { namedContexts });
  });
  it('only hints where the name may be that of a context', () => {
    const severityOf = (name: string) =>
      problemsOf(rule, `FROM x:1 AS build\nFROM x:1\nCOPY --from=${name} a b\n`)[0]?.severity;
    assert.equal(severityOf('templates'), 'info');
    assert.equal(severityOf('biuld'), 'warning');
    assert.equal(severityOf('nginx'), 'warning');
    assert.equal(severityOf('team/tools'), 'warning');
  });
});
