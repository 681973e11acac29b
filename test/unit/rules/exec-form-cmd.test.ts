import assert from 'node:assert/strict';
import { execFormCmd as rule } from '../../../src/dockerfile/rules/exec-form-cmd.ts';
import { assertNames } from '../../support/assert-names.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('exec-form-cmd', () => {
  it('takes shell forms', () => {
    expectMarked(
      rule,
      'FROM x:1\nENTRYPOINT ⟦a b⟧\ncmd ⟦c⟧\nCMD ⟦exec a | b⟧\nCMD ⟦exec a &⟧\nCMD ⟦(exec a)⟧\nCMD ⟦a && b $C⟧\n',
    );
  });
  it('keeps quiet on JSON arrays, nothing, and NONE', () => {
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ["a"]\nCMD []\nCMD\nHEALTHCHECK NONE\nRUN a\n');
  });
  it('keeps quiet where the shell keeps no signal: in health checks and behind exec', () => {
    for (const command of ['exec node a.js', 'exec gunicorn --bind :$PORT app', 'a && exec b', 'a; exec "$@"']) {
      expectMarked(rule, `FROM x:1\nCMD ${command}\nENTRYPOINT ${command}\n`);
    }
    for (const command of ['curl -f http://localhost/ || exit 1', 'a', './healthcheck.sh $PORT', 'a | grep b']) {
      expectMarked(rule, `FROM x:1\nHEALTHCHECK --interval=5m --timeout=3s CMD ${command}\n`);
    }
  });
  it('leaves arrays with single quotes to json-double-quotes', () => {
    expectMarked(rule, "FROM x:1\nCMD ['a', 'b']\nENTRYPOINT ['a']\nCMD ⟦[ -f a ] && b⟧\n");
  });
  it('is none of BuildKit’s checks where a SHELL is set', () => {
    assert.deepEqual(
      problemsOf(rule, 'FROM x:1\nCMD a\nFROM x:2\nSHELL ["bash", "-c"]\nCMD a\n').map(({ aliases }) => aliases),
      [['DL3025', 'JSONArgsRecommended'], ['DL3025']],
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
    expectFix(rule, 'FROM x:1\nCMD ⟦nginx -g "daemon off;"⟧\n', 'FROM x:1\nCMD ["nginx", "-g", "daemon off;"]\n');
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
    expectFix(rule, 'FROM x:1\nCMD ⟦[ -f a ]⟧\n', undefined);
    expectFix(rule, 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ⟦a b⟧\n', undefined);
  });
  it('only hints at exec where several commands want a shell', () => {
    const first = (command: string) => problemsOf(rule, `FROM x:1\nCMD ${command}\n`)[0];
    for (const command of ['a && b', 'a; b', 'a | b', '[ -f a ] || b']) {
      assert.equal(first(command)?.severity, 'info', command);
      assertNames(first(command)?.message ?? '', 'CMD', 'exec');
    }
    for (const command of ['a', 'a $B', 'a "$(b)" > c']) assert.equal(first(command)?.severity, 'warning', command);
  });
});
