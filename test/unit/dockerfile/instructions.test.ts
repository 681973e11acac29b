import assert from 'node:assert/strict';
import { nearest } from '../../../src/dockerfile/knowledge/nearest.ts';
import { pairsOf } from '../../../src/dockerfile/meaning/pairs.ts';
import { expand } from '../../../src/dockerfile/meaning/variables.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import { instructionNamed, instructions } from '../../../src/dockerfile/text/instructions.ts';

describe('instructions', () => {
  it('are in order, each with a sentence and its syntax', () => {
    const keywords = instructions.map(({ keyword }) => keyword);
    assert.deepEqual(keywords, [...keywords].sort());
    for (const { keyword, summary, syntax } of instructions) {
      assert.match(summary, /^[A-Z].*\.$/);
      assert.ok(syntax.length > 0 && syntax.every((line) => line.startsWith(keyword)));
    }
  });
  it('are found in any case', () => {
    assert.equal(instructionNamed('copy')?.keyword, 'COPY');
    assert.equal(instructionNamed('constructor'), undefined);
  });
});

describe('nearest', () => {
  it('takes few edits for a slip, and more for another word', () => {
    assert.equal(nearest('abdc', ['abcd', 'xyz']), 'abcd');
    assert.equal(nearest('qqqq', ['abcd', 'xyz']), undefined);
    assert.equal(nearest('', ['a']), undefined);
  });

  it('takes the only one that begins so before one that takes several edits', () => {
    assert.equal(nearest('HEAL', ['SHELL', 'HEALTHCHECK']), 'HEALTHCHECK');
    assert.equal(nearest('SHEL', ['SHELL', 'SHELLFISH']), 'SHELL');
    assert.equal(nearest('abc', ['abcdefgh', 'abcxyzuvw']), undefined);
  });
});

describe('pairsOf', () => {
  const pairs = (text: string) => {
    const document = parseDockerfile(text);
    return document.instructions.flatMap((instruction) =>
      pairsOf(document, instruction).map(({ name, value, nameRange }) => [
        name,
        value,
        document.offsetAt(nameRange.start),
      ]),
    );
  };
  it('reads quotes, escapes, several of them, and the old form', () => {
    assert.deepEqual(pairs('ENV A="b c" D=e\\ f \\\n  G=h'), [
      ['A', 'b c', 4],
      ['D', 'e f', 12],
      ['G', 'h', 23],
    ]);
    assert.deepEqual(pairs('ENV A b c'), [['A', 'b c', 4]]);
    assert.deepEqual(pairs('FROM x\n  ARG A B=1'), [
      ['A', undefined, 13],
      ['B', '1', 15],
    ]);
    assert.deepEqual(pairs('# escape=`\nLABEL a=b`\nc'), [['a', 'bc', 17]]);
  });
  it('reads nothing else', () => assert.deepEqual(pairs('RUN A=b\nENV\nARG\nLABEL'), []));
});

describe('expand', () => {
  const variables = new Map<string, string | undefined>([
    ['A', 'a'],
    ['EMPTY', ''],
    ['UNKNOWN', undefined],
  ]);
  const cases: readonly (readonly [text: string, expanded: string | undefined])[] = [
    ['x', 'x'],
    ['$A-b', 'a-b'],
    [`\${A}b`, 'ab'],
    ['\\$A', '$A'],
    [`\${NONE:-\${A}c}`, 'ac'],
    [`\${EMPTY:-b}\${EMPTY-c}`, 'b'],
    [`\${A:+b}\${NONE+c}`, 'b'],
    ['$UNKNOWN', undefined],
    [`\${UNKNOWN:+b}`, undefined],
    [`\${A##b}`, undefined],
    [`\${A`, undefined],
    ['$', undefined],
    ['$NONE', undefined],
  ];
  for (const [text, expanded] of cases) it(`of ${text}`, () => assert.equal(expand(text, variables), expanded));
  it('does not grow without end', () => {
    const growing = parseDockerfile(
      `ARG A0=aaaaaaaaaa\n${Array.from({ length: 60 }, (_, i) => `ARG A${i + 1}=$A${i}$A${i}\n`).join('')}FROM $A60\n`,
    );
    assert.equal(growing.stages.length, 1);
    let text = 'x'.repeat(9_999);
    const values = new Map([['B', text]]);
    text = '$B'.repeat(1_000);
    assert.equal(expand(text, values), undefined);
  });
});
