import assert from 'node:assert/strict';
import { noConstantPlatform as rule } from '../../../src/dockerfile/rules/no-constant-platform.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-constant-platform', () => {
  it('takes platforms that are written down, in quotes, too', () => {
    expectMarked(rule, 'FROM ⟦--platform=linux/arm/v7⟧ a:1 AS b\nFROM ⟦--platform="linux/amd64"⟧ c:1\n');
  });
  it('keeps quiet on variables, and on stages that are called after their platform', () => {
    expectMarked(
      rule,
      'FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=linux/$ARCH a:1\nFROM --platform=linux/amd64 a:1 AS build_amd64\nFROM --platform=windows a:1 AS windows\nFROM --platform= a:1\n',
    );
  });
  it('offers to remove it', () => {
    const { fix } = expectFix(rule, 'FROM \\\n  ⟦--platform=linux/amd64⟧ \\\n  a:1\n', 'FROM \\\n  \\\n  a:1\n');
    assert.equal(fix?.safe, false);
  });
});
