import assert from 'node:assert/strict';
import { builderChecks } from '../../../src/dockerfile/knowledge/builder-checks.ts';
import { rules } from '../../../src/dockerfile/rules/index.ts';
import { knownCheckName as rule } from '../../../src/dockerfile/rules/known-check-name.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('known-check-name', () => {
  it('takes names that no check has, also above instructions', () => {
    expectMarked(rule, '# check=skip=StageNameCasing,⟦Nonsense⟧;error=true\nFROM a\n# check=skip=⟦DL3006⟧\nRUN b\n');
    expectMarked(rule, '# check=experimental=⟦CopyIgnored⟧\nFROM a\n');
  });
  it('offers what is meant, also in the right letters', () => {
    expectFix(rule, '# check=skip=⟦jsonargsrecommended⟧\nFROM a\n', '# check=skip=JSONArgsRecommended\nFROM a\n');
    expectFix(rule, '# check=skip=⟦JSONArgRecommended⟧\nFROM a\n', '# check=skip=JSONArgsRecommended\nFROM a\n');
    expectFix(rule, '# check=skip=⟦Nonsense⟧\nFROM a\n', undefined);
  });
  it('keeps quiet on names of checks, all, and other comments', () => {
    expectMarked(
      rule,
      '# check=skip=all\nFROM a\n# check=skip=UndefinedVar // see below\nRUN b\n# hadolint ignore=x\nRUN c\n',
    );
  });
  it('has a rule for each check of the builder', () => {
    const aliases = new Set(rules.flatMap((each) => each.aliases));
    assert.deepEqual(
      builderChecks.filter((name) => !aliases.has(name)),
      [],
    );
  });
});
