import assert from 'node:assert/strict';
import { lowercaseStageName as rule } from '../../../src/dockerfile/rules/lowercase-stage-name.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('lowercase-stage-name', () => {
  it('renames it with all that mean it', () => {
    const { fix } = expectFix(
      rule,
      'FROM a AS ⟦Build⟧\nFROM BUILD\nCOPY --from=build x y\nCOPY --from=Build x Build\n',
      'FROM a AS build\nFROM build\nCOPY --from=build x y\nCOPY --from=build x Build\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('keeps quiet on others', () => expectMarked(rule, 'FROM A AS b\nFROM a\nFROM a AS B c\nFROM a AS 1_2\n'));
});
