import assert from 'node:assert/strict';
import { lint } from '../../../src/dockerfile/linting/lint.ts';
import { definitionDescription as rule } from '../../../src/dockerfile/rules/definition-description.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('definition-description', () => {
  it('takes comments right above that begin otherwise', () => {
    expectMarked(
      rule,
      '# bar this\nARG ⟦foo⟧=bar\n# BasE this\nFROM scratch AS ⟦base⟧\n# no\n# also no\nARG ⟦foo⟧=baz bar=qux\n',
    );
  });
  it('keeps quiet on descriptions, gaps, empty comments, orders, and other instructions', () => {
    expectMarked(
      rule,
      '# foo this\nARG foo\n\n# a\n\nARG b\n# c\n#\nARG d\n# baz e\nARG foo=baz baz=f\n# base g\nFROM a AS Base\n# h\nFROM i\n# j\nCOPY k l\n# hadolint ignore=DL3006\nFROM m AS n\n',
    );
  });
  it('leaves no gap between an instruction and the order about it', () => {
    expectFix(rule, '# hadolint ignore=DL3006\n# a\nFROM b AS ⟦c⟧\n', undefined);
  });
  it('is an experiment, made where BuildKit makes it', () => {
    const text = '# check=experimental=InvalidDefinitionDescription\n# a\nARG b\n';
    assert.equal(
      lint(parseDockerfile(text)).some((problem) => problem.rule === rule.id),
      true,
    );
    assert.equal(
      lint(parseDockerfile('# a\nARG b\n')).some((problem) => problem.rule === rule.id),
      false,
    );
  });
});
