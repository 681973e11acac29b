import assert from 'node:assert/strict';
import { lowercaseStageName as rule } from '../../../src/dockerfile/rules/lowercase-stage-name.ts';
import { assertNames, assertNamesNone } from '../../support/assert-names.ts';
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
  it('says what BuildKit refuses, also where the stage itself is well written', () => {
    const messageOf = (marked: string, fixed: string) => expectFix(rule, marked, fixed).message;
    const refused = ['Build', 'build', 'FROM Build'];
    const fixed = 'FROM a AS build\nFROM build\n';
    assertNames(messageOf('FROM a AS ⟦Build⟧\nFROM Build\n', fixed), ...refused);
    assertNames(messageOf('FROM a AS build\nFROM ⟦Build⟧\n', fixed), ...refused);
    const copied = (name: string) => `FROM a AS ${name}\nFROM b\nCOPY --from=${name.replace(/\W/g, '')} /a /b\n`;
    assertNamesNone(messageOf(copied('⟦Build⟧'), copied('build')), 'FROM');
    // That is an image, which cannot be meant by a name that comes later.
    expectMarked(rule, 'FROM Build\nFROM a AS build\n');
  });
  it('keeps quiet on others', () => expectMarked(rule, 'FROM A AS b\nFROM a\nFROM a AS B c\nFROM a AS 1_2\n'));
});
