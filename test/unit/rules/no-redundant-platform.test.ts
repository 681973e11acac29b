import assert from 'node:assert/strict';
import { noRedundantPlatform as rule } from '../../../src/dockerfile/rules/no-redundant-platform.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-redundant-platform', () => {
  it('takes both ways to write the variable', () => {
    expectFix(rule, `FROM ⟦--platform=\${TARGETPLATFORM}⟧ a:1 AS b\n`, 'FROM a:1 AS b\n');
  });
  it('keeps quiet on other variables and on more than the variable', () => {
    expectMarked(rule, `FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=\${TARGETPLATFORM:-linux} a:1\nFROM a:1\n`);
  });
  it('asks before where the file gives the variable another value', () => {
    const text = 'ARG TARGETPLATFORM=linux/arm64\nFROM ⟦--platform=$TARGETPLATFORM⟧ a:1\n';
    assert.equal(expectFix(rule, text, 'ARG TARGETPLATFORM=linux/arm64\nFROM a:1\n').fix?.safe, false);
  });
});
