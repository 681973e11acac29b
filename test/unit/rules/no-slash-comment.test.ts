import { noSlashComment as rule } from '../../../src/dockerfile/rules/no-slash-comment.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('no-slash-comment', () => {
  it('takes the line, wherever it begins', () => {
    expectFix(rule, 'FROM x:1\n  ⟦//x⟧  \nRUN a\n', 'FROM x:1\n  #x  \nRUN a\n');
    expectFix(rule, '\ufeff⟦// a⟧\nFROM x:1\n', '\ufeff# a\nFROM x:1\n');
    expectFix(rule, '⟦//⟧', '#');
  });
  it('gives a line back that such a comment has swallowed', () => {
    expectFix(rule, 'FROM x:1\n⟦// see C:\\⟧\nRUN a\n', 'FROM x:1\n# see C:\\\nRUN a\n');
  });
  it('takes a line between the lines of a RUN', () => {
    expectFix(
      rule,
      'FROM x:1\nRUN a && \\\n    ⟦// then b \\⟧\n    b\n',
      'FROM x:1\nRUN a && \\\n    # then b \\\n    b\n',
    );
  });
  it('moves a comment behind the arguments to a line above', () => {
    expectFix(rule, 'FROM x:1 ⟦// base⟧\nRUN a\n', '# base\nFROM x:1\nRUN a\n');
    expectFix(rule, 'FROM x:1\nEXPOSE 80 ⟦// web⟧\n', 'FROM x:1\n# web\nEXPOSE 80\n');
    expectFix(rule, 'FROM x:1\r\n  CMD ["a"]   ⟦// go⟧', 'FROM x:1\r\n  # go\r\n  CMD ["a"]');
    expectFix(rule, 'FROM x:1\nCOPY a \\\n  b ⟦// c⟧\n', undefined);
  });
  it('keeps quiet where // may be meant', () => {
    for (const line of [
      '# // a',
      'RUN echo // a',
      "RUN printf '%s' \\\n  '// a' > a.js",
      'RUN cat <<EOF > a.js\n// a\nEOF',
      'COPY <<EOF a.js\n// a\nEOF',
      'ENV A=http://x B="// c"',
      'LABEL a // b',
      'ADD https://x.y/z /z',
      'CMD node // a',
      'RUN a \\\n  //b',
      'RUN ["a"]',
      'COPY // /x',
      'ONBUILD COPY a b',
    ]) {
      expectMarked(rule, `FROM x:1\n${line}\n`);
    }
  });
});
