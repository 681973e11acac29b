import { noRemoteCopy as rule } from '../../../src/dockerfile/rules/no-remote-copy.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-remote-copy', () => {
  it('takes addresses and repositories', () => {
    expectMarked(
      rule,
      'FROM a\nCOPY ⟦http://a/b⟧ ⟦git@github.com:a/b.git⟧ c /d/\nONBUILD COPY [⟦"https://a/b"⟧, "c"]\n',
    );
  });
  it('offers ADD, unless a flag is for COPY alone', () => {
    expectFix(rule, 'FROM a\nCOPY --chmod=755 ⟦https://a/b⟧ /c\n', 'FROM a\nADD --chmod=755 https://a/b /c\n');
    expectFix(rule, 'FROM a\nCOPY --parents ⟦https://a/b⟧ /c\n', undefined);
  });
  it('keeps quiet on files, and on ADD', () => {
    expectMarked(rule, 'FROM a\nCOPY https:/a b\nCOPY github.com/a/b c\nADD https://a/b c\nCOPY --from=x https c\n');
  });
});
