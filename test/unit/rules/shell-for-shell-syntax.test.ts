import { shellForShellSyntax as rule } from '../../../src/dockerfile/rules/shell-for-shell-syntax.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('shell-for-shell-syntax', () => {
  it('finds variables and operators in all that is started without a shell', () => {
    expectMarked(
      rule,
      `FROM x:1\nRUN ["mkdir", ⟦"$DIR"⟧]\nRUN ["cd", "/a", ⟦"&&"⟧, "ls", ⟦">"⟧, "x"]\nENTRYPOINT ["java", ⟦"-Xmx\${MEMORY:-1g}"⟧]\nHEALTHCHECK CMD ["curl", ⟦"http://a:$PORT"⟧]\nONBUILD CMD ["a", ⟦"$B"⟧]\n`,
    );
  });
  it('keeps quiet where a shell, or a language of its own, reads the words', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN ["sh", "-c", "echo $A && b > c"]\nCMD ["/bin/bash", "-lc", "$A"]\nRUN ["awk", "{print $NF}"]\nCMD ["nginx", "-g", "daemon off;"]\nCMD ["grep", "foo$", "a|b"]\nCMD ["a", "costs 5$", "$", "$1"]\nCMD echo $A\nENTRYPOINT ["tini", "--", "sh", "-c", "$A"]\n',
    );
    expectMarked(rule, 'FROM x:1\nSHELL ["cmd", "/C"]\nCMD ["echo", "$A"]\n');
  });
  it('has a shell run it, with the words as they are', () => {
    expectFix(
      rule,
      'FROM x:1\nCMD ["echo", "a b", ⟦"$A `x` \\"q\\""⟧]\n',
      'FROM x:1\nCMD ["/bin/sh", "-c", "echo \\"a b\\" \\"$A \\\\`x\\\\` \\\\\\"q\\\\\\"\\""]\n',
    );
  });
  it('keeps quiet on what a script is given, which may evaluate it', () => {
    for (const entrypoint of [
      '["/entry.sh"]',
      '["/docker-entrypoint"]',
      '["tini", "--", "/entrypoint.sh"]',
      '["python", "run.py"]',
    ]) {
      expectMarked(rule, `FROM x:1\nENTRYPOINT ${entrypoint}\nCMD ["--port", "\${PORT}"]\n`);
      expectMarked(rule, `FROM x:1 AS a\nENTRYPOINT ${entrypoint}\nFROM a\nCMD ["serve", "$A"]\n`);
    }
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ["/start.sh", "$A"]\n');
    expectMarked(rule, 'FROM postgres:17\nCMD ["-c", "port=$PORT"]\n');
  });
  it('takes what a program is given by its ENTRYPOINT', () => {
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ["tini", "--"]\nCMD ["app", ⟦"$A"⟧]\n');
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ["/usr/bin/app"]\nCMD ["--port", ⟦"$PORT"⟧]\n');
    expectMarked(rule, 'FROM x:1\nENTRYPOINT ["/a.sh"]\nFROM x:1\nCMD ["app", ⟦"$PORT"⟧]\n');
  });
});
