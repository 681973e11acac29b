// Refactorings: what they make of a text, from the cursor (‸), and where they are not offered.
import assert from 'node:assert/strict';
import { flagFixesAt } from '../../../../src/dockerfile/language/flag-fixes.ts';
import { refactoringsAt } from '../../../../src/dockerfile/language/refactorings/index.ts';
import { cursorText, edited } from '../../../support/cursor-text.ts';

/** The text after the refactoring of this title; undefined if it is not offered. */
function refactored(marked: string, title: string): string | undefined {
  const { document, offset } = cursorText(marked);
  const found = refactoringsAt(document, { start: offset, end: offset }).find((each) => each.title === title);
  return found && edited(document, found.edits);
}

const cases: readonly (readonly [string, string, string | undefined])[] = [
  ['Convert to a heredoc', 'RUN a && b | c \\\n # d\n && e "f"\n', 'RUN <<EOF\nset -e\na\nb | c\n# d\ne "f"\nEOF\n'],
  ['Convert to a heredoc', 'RUN a && b \\ \n c\n', 'RUN <<EOF\nset -e\na\nb \\\n c\nEOF\n'],
  ['Convert to a heredoc', "RUN a && b 'c\\\nd'\n", undefined],
  ['Convert to a heredoc', 'RUN a && b\r\n', undefined],
  ['Convert to a heredoc', 'RUN a && b  \nRUN c\n', 'RUN <<EOF\nset -e\na\nb\nEOF\nRUN c\n'],
  ['Convert to a heredoc', 'RUN --mount=type=ssh a && b\n', 'RUN --mount=type=ssh <<EOF\nset -e\na\nb\nEOF\n'],
  ['Convert to a heredoc', 'RUN a; b\n', undefined],
  ['Convert to a heredoc', 'RUN a || b\n', undefined],
  ['Convert to a heredoc', 'RUN a\n', undefined],
  ['Convert to commands joined with &&', 'RUN <<EOF\nset -e\na\n# b\nc d\nEOF\n', 'RUN a && \\\n    # b\n    c d\n'],
  ['Convert to commands joined with &&', 'RUN <<EOF\nset -ex\na\nEOF\n', 'RUN set -ex && \\\n    a\n'],
  ['Convert to commands joined with &&', 'RUN <<EOF\na\nb\nEOF\n', undefined],
  ['Convert to commands joined with &&', 'RUN <<EOF\nset -e\nif a\nthen b\nfi\nEOF\n', undefined],
  ['Convert to commands joined with &&', 'RUN <<EOF\nset -e\na "b\nc"\nEOF\n', undefined],
  ['Convert to commands joined with &&', 'RUN <<EOF\nset -e\na || b\nEOF\n', undefined],
  ['Combine with the previous RUN', 'RUN a\nRU‸N b\n', 'RUN a \\\n    && b\n'],
  ['Combine with the previous RUN', 'RUN cd a\nRU‸N b\n', undefined],
  ['Combine with the previous RUN', 'RUN --network=none a\nRU‸N b\n', undefined],
  ['Split into two RUN instructions here', 'RUN a && b‸ && c\n', 'RUN a\nRUN b && c\n'],
  [
    'Split into two RUN instructions here',
    'RUN --mount=type=ssh a && \\\n    b‸\n',
    'RUN --mount=type=ssh a\nRUN --mount=type=ssh b\n',
  ],
  ['Split into two RUN instructions here', 'RUN cd a && b‸\n', undefined],
  ['Split into two RUN instructions here', 'RUN a‸ && b\n', undefined],
  [
    'Sort packages',
    'RUN apt-get install -y ‸c \\\n    a \\\n    b=1\n',
    'RUN apt-get install -y a \\\n    b=1 \\\n    c\n',
  ],
  ['Sort packages', 'RUN apk add --virtual x ‸b a\n', 'RUN apk add --virtual x a b\n'],
  ['Sort packages', 'RUN apk add ‸a b\n', undefined],
  ['Sort packages', 'RUN apk add ‸b $a\n', undefined],
  ['Keep /root/.npm in a cache mount', 'RUN npm ci‸\n', 'RUN --mount=type=cache,target=/root/.npm npm ci\n'],
  ['Keep /root/.npm in a cache mount', 'RUN --mount=type=cache,target=/root/.npm npm ci‸\n', undefined],
  ['Convert to a JSON array', 'CMD a "b c"\n', 'CMD ["a", "b c"]\n'],
  ['Convert to a JSON array', 'HEALTHCHECK CMD a b\n', 'HEALTHCHECK CMD ["a", "b"]\n'],
  ['Convert to a JSON array', 'CMD a $b\n', undefined],
  ['Convert to shell form', 'CMD ["--help"]\n', undefined],
  ['Convert to shell form', 'FROM a\nENTRYPOINT ["b"]\nCMD ["c‸"]\n', undefined],
  ['Convert to shell form', 'CMD ["a", "b c", "d\'e"]\n', "CMD a 'b c' 'd'\\''e'\n"],
  ['Name the stage', 'FROM a‸\nFROM b\nCOPY --from=0 c d\n', 'FROM a AS build\nFROM b\nCOPY --from=build c d\n'],
  ['Name the stage', 'FROM a AS b‸\n', undefined],
  ['Extract the steps above into a stage', 'FROM a\nRUN b\n‸RUN c\n', 'FROM a AS base\nRUN b\n\nFROM base\nRUN c\n'],
  [
    'Extract the steps above into a stage',
    'FROM a AS x\nRUN b\n‸RUN c\n',
    'FROM a AS x-base\nRUN b\n\nFROM x-base AS x\nRUN c\n',
  ],
  ['Extract the steps above into a stage', 'FROM a\n‸RUN b\n', undefined],
  ['Extract 22-slim into an ARG', 'FROM node:22‸-slim\n', `ARG NODE_VERSION=22-slim\nFROM node:\${NODE_VERSION}\n`],
  ['Extract 8080 into an ARG', 'FROM a\nEXPOSE 80‸80\n', `FROM a\nARG PORT=8080\nEXPOSE \${PORT}\n`],
  [
    'Extract 8080 into an ARG',
    'FROM a\nARG PORT\nEXPOSE 80‸80\n',
    `FROM a\nARG PORT\nARG PORT_2=8080\nEXPOSE \${PORT_2}\n`,
  ],
  ['Write all instructions in uppercase', 'fr‸om a\nrun b\n', 'FROM a\nRUN b\n'],
];

describe('refactorings', () => {
  for (const [title, before, after] of cases) {
    it(`${title}: ${JSON.stringify(before)}`, () => assert.equal(refactored(before, title), after));
  }

  it('are there and back again', () => {
    const text = 'RUN a && \\\n    b "c" && \\\n    d\n';
    const heredoc = refactored(text, 'Convert to a heredoc');
    assert.equal(refactored(heredoc ?? '', 'Convert to commands joined with &&'), text);
  });
});

describe('flags that may be meant', () => {
  const titles = (marked: string) => {
    const { document, offset } = cursorText(marked);
    return flagFixesAt(document, offset).map(({ title }) => title);
  };
  it('begin so, or are spelt alike', () => {
    assert.deepEqual(titles('COPY --c‸h a b\n'), ['Change to --chmod', 'Change to --chown']);
    assert.deepEqual(titles('COPY --chown=a --c‸how2=b c d\n'), []);
  });
  it('are none of those that are right', () => assert.deepEqual(titles('COPY --cho‸wn=a b c\n'), []));
});
