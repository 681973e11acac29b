import assert from 'node:assert/strict';
import { uniqueStageName as rule } from '../../../src/dockerfile/rules/unique-stage-name.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('unique-stage-name', () => {
  it('takes the later ones, in any case', () => {
    expectMarked(rule, 'FROM a AS b\nFROM a AS ⟦B⟧\nFROM a AS c\nFROM a AS ⟦b⟧\nFROM a\nFROM a\n');
  });
  it('renames one with all that mean it', () => {
    const { fix } = expectFix(
      rule,
      'FROM a AS b\nFROM b AS b-2\nFROM a AS ⟦b⟧\nFROM b\nCOPY --from=b c d\nRUN --mount=type=bind,from=b,target=/x e\n',
      'FROM a AS b\nFROM b AS b-2\nFROM a AS b-3\nFROM b-3\nCOPY --from=b-3 c d\nRUN --mount=type=bind,from=b-3,target=/x e\n',
    );
    assert.equal(fix?.safe, false);
  });
});
