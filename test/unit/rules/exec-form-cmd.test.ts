import assert from 'node:assert/strict';
import { execFormCmd as rule } from '../../../src/dockerfile/rules/exec-form-cmd.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('exec-form-cmd', () => {
  it('takes shell forms, also of HEALTHCHECK', () => {
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ⟦a b⟧\ncmd ⟦c⟧\nHEALTHCHECK --interval=1s CMD ⟦curl x⟧\n');
  });
  it('keeps quiet on JSON arrays, nothing, and NONE', () => {
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ["a"]\nCMD []\nCMD\nHEALTHCHECK NONE\nRUN a\n');
  });
  it('is none of BuildKit’s checks where a SHELL is set, nor for HEALTHCHECK', () => {
    assert.deepEqual(
      problemsOf(rule, 'FROM x:1\nHEALTHCHECK CMD a\nCMD a\nFROM x:2\nSHELL ["bash", "-c"]\nCMD a\n').map(
        ({ aliases }) => aliases,
      ),
      [['DL3025'], ['DL3025', 'JSONArgsRecommended'], ['DL3025']],
    );
  });
  it('is none of BuildKit’s checks below the SHELL, also in stages made from that one', () => {
    assert.deepEqual(
      problemsOf(
        rule,
        'FROM x:1 AS a\nENTRYPOINT b\nSHELL ["bash", "-c"]\nCMD c\nFROM a AS d\nCMD e\nFROM d\nENTRYPOINT f\nFROM x:1\nCMD g\n',
      ).map(({ aliases }) => aliases.includes('JSONArgsRecommended')),
      [true, false, false, false, true],
    );
  });
  it('offers an array of the words', () => {
    expectFix(rule, 'FROM x:1\nCMD ⟦exec nginx -g "daemon off;"⟧\n', 'FROM x:1\nCMD ["nginx", "-g", "daemon off;"]\n');
    expectFix(rule, 'FROM x:1\nCMD ⟦a \\\n  \'b "c"\'⟧\n', 'FROM x:1\nCMD ["a", "b \\"c\\""]\n');
  });
  it('keeps the shell for what only a shell can do', () => {
    for (const command of ['a && b', 'a $B', 'a *.c', 'A=1 b', 'a > b', 'cd a', '~/a', 'a {b,c}', '$A']) {
      const { fix } = expectFix(
        rule,
        `FROM x:1\nCMD ⟦${command}⟧\n`,
        `FROM x:1\nCMD ["/bin/sh", "-c", ${JSON.stringify(command)}]\n`,
      );
      assert.equal(fix?.safe, false);
    }
  });
  it('has no fix for other shells and for arrays gone wrong', () => {
    expectFix(rule, "FROM x:1\nCMD ⟦['a', 'b']⟧\n", undefined);
    expectFix(rule, 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ⟦a b⟧\n', undefined);
  });
});
