// The formatter: before, and after; what it must not touch; and that a second run changes nothing.
import assert from 'node:assert/strict';
import { formatEdits, formatted } from '../../../../src/dockerfile/language/format.ts';
import { defaultFormatStyle } from '../../../../src/dockerfile/language/format-style.ts';
import { typingEdits } from '../../../../src/dockerfile/language/format-typing.ts';
import { parseDockerfile } from '../../../../src/dockerfile/text/document.ts';
import { cursorText, edited } from '../../../support/cursor-text.ts';

const same = 'the same';

const cases: readonly (readonly [string, string, string])[] = [
  ['instructions and comments stand at the margin', '  FROM a\n\t# b\n RUN c\n', 'FROM a\n# b\nRUN c\n'],
  [
    'continued lines are indented by a step',
    'RUN a \\\nb \\\n  # c\n  && d\n',
    'RUN a \\\n    b \\\n      # c\n      && d\n',
  ],
  ['comments go with the line below', 'RUN a \\\n# b\nc\n', 'RUN a \\\n    # b\n    c\n'],
  [
    'what is deeper stays deeper',
    'RUN if a; then \\\n\tb; \\\n\t\tc; \\\n\tfi\n',
    'RUN if a; then \\\n    b; \\\n        c; \\\n    fi\n',
  ],
  [
    'one blank parts words',
    'FROM   a   AS  b\nCOPY  --link   c   d\nRUN   e  f\n',
    'FROM a AS b\nCOPY --link c d\nRUN e  f\n',
  ],
  ['stages are parted by an empty line', 'FROM a\n# b\nFROM c\n', 'FROM a\n\n# b\nFROM c\n'],
  ['line ends are trimmed', 'FROM a  \n# b  \nRUN c \\ \n    d\n', 'FROM a\n# b\nRUN c \\\n    d\n'],
  ['the text ends with a line break', 'FROM a', 'FROM a\n'],
  ['line breaks stay as they are', 'FROM a\r\n RUN b \\\r\nc', 'FROM a\r\nRUN b \\\r\n    c\r\n'],
  ['heredocs are left', 'RUN <<EOF\n  a  \nEOF\nCOPY <<-EOF /b\n\t\tc\n\tEOF\n', same],
  ['heredocs of ADD and of triggers are left', 'ADD <<EOF /b\n  a\nEOF\nONBUILD RUN <<EOF\n  a\nEOF\n', same],
  ['strings over lines are left', 'RUN echo "a \\\n  b" \\\n    c\nENV a="b \\\n c"\n', same],
  ['words over lines are left', 'EXPOSE 80\\\n81\nRUN a\\\nb \\\n    c\n', same],
  ['the old form of ENV is left', 'ENV a b \\\n  c\nLABEL a  b   \\\n c\n', same],
  ['JSON is left', 'CMD [ "a",  "b" ]\nCOPY ["a  b", "c"]\n', same],
  ['a path with blanks is left', 'WORKDIR /a  b\n', same],
  ['another escape character is known', '# escape=`\nRUN a `\nb\nRUN c \\\n', '# escape=`\nRUN a `\n    b\nRUN c \\\n'],
  ['continuations without anything else are left', 'RUN a\\\n\\\nb\n', same],
];

describe('the formatter', () => {
  for (const [title, before, wanted] of cases) {
    it(title, () => {
      const after = formatted(before, defaultFormatStyle);
      assert.equal(after, wanted === same ? before : wanted);
      assert.equal(formatted(after, defaultFormatStyle), after);
    });
  }

  it('writes capitals if that is wanted', () =>
    assert.equal(
      formatted('from a as b\nonbuild run c\nhealthcheck cmd d\n', { ...defaultFormatStyle, keywordCase: 'upper' }),
      'FROM a AS b\nONBUILD RUN c\nHEALTHCHECK CMD d\n',
    ));

  it('takes tabs', () =>
    assert.equal(formatted('RUN a \\\n  b\n', { ...defaultFormatStyle, indent: '\t' }), 'RUN a \\\n\tb\n'));

  it('changes only the lines that are asked for', () => {
    const document = parseDockerfile('  FROM a\n  RUN b\n  RUN c\n');
    const edits = formatEdits(document, defaultFormatStyle, { first: 1, last: 1 });
    assert.equal(edited(document, edits), '  FROM a\nRUN b\n  RUN c\n');
  });
});

describe('formatting while typing', () => {
  const typed = (marked: string, character: string) => {
    const { document, offset } = cursorText(marked);
    return edited(document, typingEdits(document, offset, character, defaultFormatStyle));
  };
  it('indents the line below an escape character', () =>
    assert.equal(typed('RUN a \\‸\nb\n', '\\'), 'RUN a \\\n    b\n'));
  it('indents a line that is begun', () => assert.equal(typed('RUN a \\\n‸', '\n'), 'RUN a \\\n    '));
  it('leaves all else', () => {
    for (const text of ['RUN <<EOF\na\\‸\nb\nEOF\n', '# a\\‸\nb\n', 'RUN "a\\‸b"\nc\n', '#escape=`\nRUN a \\‸\nb\n'])
      assert.equal(typed(text, '\\'), text.replace('‸', ''));
    assert.equal(typed('RUN a\n‸', '\n'), 'RUN a\n');
  });
});
