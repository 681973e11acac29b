// Refactorings: what they make of a text, from the cursor (‸), and where they are not offered.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { flagFixesAt } from '../../../../src/dockerfile/language/flag-fixes.ts';
import { addCacheMount } from '../../../../src/dockerfile/language/refactorings/cache-mount.ts';
import { upperCaseKeywords } from '../../../../src/dockerfile/language/refactorings/capitals.ts';
import { extractArgument } from '../../../../src/dockerfile/language/refactorings/extract-argument.ts';
import { extractStage, nameStage } from '../../../../src/dockerfile/language/refactorings/extract-stage.ts';
import { fromHeredoc, toHeredoc } from '../../../../src/dockerfile/language/refactorings/heredoc.ts';
import { refactoringsAt } from '../../../../src/dockerfile/language/refactorings/index.ts';
import { fromJson, toJson } from '../../../../src/dockerfile/language/refactorings/json.ts';
import type { Refactor } from '../../../../src/dockerfile/language/refactorings/refactoring.ts';
import { joinRuns, splitRun } from '../../../../src/dockerfile/language/refactorings/runs.ts';
import { sortPackages } from '../../../../src/dockerfile/language/refactorings/sort-packages.ts';
import { instructionBefore } from '../../../../src/dockerfile/language/typed-line.ts';
import { assertNames } from '../../../support/assert-names.ts';
import { cursorText, edited } from '../../../support/cursor-text.ts';

function offered(marked: string, refactor: Refactor) {
  const { document, offset } = cursorText(marked);
  const selection = { start: offset, end: offset };
  const instruction = instructionBefore(document, offset);
  const found = instruction && refactor({ document, selection, instruction });
  if (found) assert.ok(refactoringsAt(document, selection).some((each) => isDeepStrictEqual(each, found)));
  return found;
}

/** The text after the refactoring; undefined if it is not offered. */
function refactored(marked: string, refactor: Refactor): string | undefined {
  const found = offered(marked, refactor);
  return found && edited(cursorText(marked).document, found.edits);
}

const cases: readonly (readonly [refactor: Refactor, before: string, after: string | undefined])[] = [
  [toHeredoc, 'RUN a && b | c \\\n # d\n && e "f"\n', 'RUN <<EOF\nset -e\na\nb | c\n# d\ne "f"\nEOF\n'],
  [toHeredoc, 'RUN a && b \\ \n c\n', 'RUN <<EOF\nset -e\na\nb \\\n c\nEOF\n'],
  [toHeredoc, "RUN a && b 'c\\\nd'\n", undefined],
  [toHeredoc, 'RUN a && b\r\n', undefined],
  [toHeredoc, 'RUN a && b  \nRUN c\n', 'RUN <<EOF\nset -e\na\nb\nEOF\nRUN c\n'],
  [toHeredoc, 'RUN --mount=type=ssh a && b\n', 'RUN --mount=type=ssh <<EOF\nset -e\na\nb\nEOF\n'],
  [toHeredoc, 'RUN a; b\n', undefined],
  [toHeredoc, 'RUN a || b\n', undefined],
  [toHeredoc, 'RUN a\n', undefined],
  [fromHeredoc, 'RUN <<EOF\nset -e\na\n# b\nc d\nEOF\n', 'RUN a && \\\n    # b\n    c d\n'],
  [fromHeredoc, 'RUN <<EOF\nset -ex\na\nEOF\n', 'RUN set -ex && \\\n    a\n'],
  [fromHeredoc, 'RUN <<EOF\na\nb\nEOF\n', undefined],
  [fromHeredoc, 'RUN <<EOF\nset -e\nif a\nthen b\nfi\nEOF\n', undefined],
  [fromHeredoc, 'RUN <<EOF\nset -e\na "b\nc"\nEOF\n', undefined],
  [fromHeredoc, 'RUN <<EOF\nset -e\na || b\nEOF\n', undefined],
  [joinRuns, 'RUN a\nRU‸N b\n', 'RUN a \\\n    && b\n'],
  [joinRuns, 'RUN cd a\nRU‸N b\n', undefined],
  [joinRuns, 'RUN --network=none a\nRU‸N b\n', undefined],
  [splitRun, 'RUN a && b‸ && c\n', 'RUN a\nRUN b && c\n'],
  [splitRun, 'RUN --mount=type=ssh a && \\\n    b‸\n', 'RUN --mount=type=ssh a\nRUN --mount=type=ssh b\n'],
  [splitRun, 'RUN cd a && b‸\n', undefined],
  [splitRun, 'RUN a‸ && b\n', undefined],
  [
    sortPackages,
    'RUN apt-get install -y ‸c \\\n    a \\\n    b=1\n',
    'RUN apt-get install -y a \\\n    b=1 \\\n    c\n',
  ],
  [sortPackages, 'RUN apk add --virtual x ‸b a\n', 'RUN apk add --virtual x a b\n'],
  [sortPackages, 'RUN apk add ‸a b\n', undefined],
  [sortPackages, 'RUN apk add ‸b $a\n', undefined],
  [addCacheMount, 'RUN npm ci‸\n', 'RUN --mount=type=cache,target=/root/.npm npm ci\n'],
  [addCacheMount, 'RUN --mount=type=cache,target=/root/.npm npm ci‸\n', undefined],
  [toJson, 'CMD a "b c"\n', 'CMD ["a", "b c"]\n'],
  [toJson, 'HEALTHCHECK CMD a b\n', 'HEALTHCHECK CMD ["a", "b"]\n'],
  [toJson, 'CMD a $b\n', undefined],
  [fromJson, 'CMD ["--help"]\n', undefined],
  [fromJson, 'FROM a\nENTRYPOINT ["b"]\nCMD ["c‸"]\n', undefined],
  [fromJson, 'CMD ["a", "b c", "d\'e"]\n', "CMD a 'b c' 'd'\\''e'\n"],
  [nameStage, 'FROM a‸\nFROM b\nCOPY --from=0 c d\n', 'FROM a AS build\nFROM b\nCOPY --from=build c d\n'],
  [nameStage, 'FROM a AS b‸\n', undefined],
  [extractStage, 'FROM a\nRUN b\n‸RUN c\n', 'FROM a AS base\nRUN b\n\nFROM base\nRUN c\n'],
  [extractStage, 'FROM a AS x\nRUN b\n‸RUN c\n', 'FROM a AS x-base\nRUN b\n\nFROM x-base AS x\nRUN c\n'],
  [extractStage, 'FROM a\n‸RUN b\n', undefined],
  [extractArgument, 'FROM node:22‸-slim\n', `ARG NODE_VERSION=22-slim\nFROM node:\${NODE_VERSION}\n`],
  [extractArgument, 'FROM a\nEXPOSE 80‸80\n', `FROM a\nARG PORT=8080\nEXPOSE \${PORT}\n`],
  [extractArgument, 'FROM a\nARG PORT\nEXPOSE 80‸80\n', `FROM a\nARG PORT\nARG PORT_2=8080\nEXPOSE \${PORT_2}\n`],
  [upperCaseKeywords, 'fr‸om a\nrun b\n', 'FROM a\nRUN b\n'],
];

describe('refactorings', () => {
  for (const [refactor, before, after] of cases) {
    it(`${refactor.name}: ${JSON.stringify(before)}`, () => assert.equal(refactored(before, refactor), after));
  }

  it('name what they keep or extract', () => {
    assertNames(String(offered('RUN npm ci‸\n', addCacheMount)?.title), '/root/.npm');
    assertNames(String(offered('FROM node:22‸-slim\n', extractArgument)?.title), '22-slim');
    assertNames(String(offered('FROM a\nEXPOSE 80‸80\n', extractArgument)?.title), '8080');
  });

  it('are there and back again', () => {
    const text = 'RUN a && \\\n    b "c" && \\\n    d\n';
    const heredoc = refactored(text, toHeredoc);
    assert.equal(refactored(heredoc ?? '', fromHeredoc), text);
  });
});

describe('flags that may be meant', () => {
  const titles = (marked: string) => {
    const { document, offset } = cursorText(marked);
    return flagFixesAt(document, offset).map(({ title }) => title);
  };
  it('begin so, or are spelt alike', () => {
    const [chmod = '', chown = '', ...others] = titles('COPY --c‸h a b\n');
    assertNames(chmod, '--chmod');
    assertNames(chown, '--chown');
    assert.deepEqual(others, []);
    assert.deepEqual(titles('COPY --chown=a --c‸how2=b c d\n'), []);
  });
  it('are none of those that are right', () => assert.deepEqual(titles('COPY --cho‸wn=a b c\n'), []));
});
