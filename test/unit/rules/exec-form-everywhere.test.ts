import assert from 'node:assert/strict';
import { execFormEverywhere as rule } from '../../../src/dockerfile/rules/exec-form-everywhere.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('exec-form-everywhere', () => {
  it('takes health checks and what ends with exec, with the names of the checks that speak of them', () => {
    const text = 'FROM x:1\nHEALTHCHECK CMD a || exit 1\nCMD exec b $C\nFROM x:1\nSHELL ["bash", "-c"]\nCMD exec d\n';
    assert.deepEqual(
      problemsOf(rule, text).map(({ aliases }) => aliases),
      [['DL3025'], ['DL3025', 'JSONArgsRecommended'], ['DL3025']],
    );
  });
  it('leaves all others to exec-form-cmd', () =>
    expectMarked(rule, 'FROM x:1\nCMD a\nENTRYPOINT ["b"]\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["c"]\n'));
  it('offers the program behind exec', () => {
    expectFix(rule, 'FROM x:1\nCMD ⟦exec nginx -g "daemon off;"⟧\n', 'FROM x:1\nCMD ["nginx", "-g", "daemon off;"]\n');
  });
});
