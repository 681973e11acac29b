// Typed lines, as a terminal's driver edits them in canonical mode, and what the screen shows of it.
import assert from 'node:assert/strict';
import { characterWidth } from '../../../src/commands/terminals/character-width.ts';
import { lineDiscipline } from '../../../src/commands/terminals/line-discipline.ts';

/** A screen of so many columns that knows what echoes are made of: text, `\b` over the edge of a wrapped row, `\r\n`. */
function screenOf(columns: number) {
  let rows: string[][] = [[]];
  let column = 0;
  const row = () => rows.at(-1) as string[];
  const put = (character: string) => {
    const width = characterWidth(character);
    if (column + width > columns) {
      rows.push([]);
      column = 0;
    }
    for (let cell = 0; cell < width; cell++) row()[column++] = cell === 0 ? character : '';
  };
  return {
    write(text: string) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins what is looked for
      for (const character of text.replaceAll(/\x1b\[\?45[hl]/g, '')) {
        if (character === '\n') {
          rows = [...rows, []];
          column = 0;
        } else if (character === '\b') {
          if (column === 0 && rows.length > 1) {
            rows.pop();
            column = columns;
            // An empty cell at the edge, which a wide character did not fit into.
            if (row()[columns - 1] === undefined) column--;
          }
          column = Math.max(0, column - 1);
        } else if (character !== '\r') put(character);
      }
    },
    shows: () =>
      rows
        .map((cells) =>
          [...cells]
            .map((cell) => cell ?? ' ')
            .join('')
            .trimEnd(),
        )
        .filter((text) => text !== ''),
  };
}

/** What a program reads of these keys, and what a screen shows in the end. */
function typed(keys: string, columns = 80) {
  const lines = lineDiscipline();
  const screen = screenOf(columns);
  let read = '';
  const asked: string[] = [];
  for (const key of keys) {
    const { echo, send, asks } = lines.type(key);
    screen.write(echo);
    read += send;
    if (asks) asked.push(asks);
  }
  return { read, asked, shows: screen.shows() };
}

describe('line discipline', () => {
  it('sends nothing before the line is done, and echoes each key', () => {
    const lines = lineDiscipline();
    assert.deepEqual(lines.type('a'), { echo: 'a', send: '', asks: undefined });
    assert.deepEqual(lines.type('\r'), { echo: '\r\n', send: 'a\n', asks: undefined });
  });

  it('reads three lines with a typing error in each', () => {
    const { read, shows } = typed('helo\x7flo\rbad start\x15good start\rlast wrod\x17word\r');
    assert.equal(read, 'hello\ngood start\nlast word\n');
    assert.deepEqual(shows, ['hello', 'good start', 'last word']);
  });

  it('erases nothing beyond the beginning of the line', () => {
    const { echo } = lineDiscipline().type('\x7f\x7f\x15\x17');
    assert.equal(echo, '');
    assert.equal(typed('a\x7f\x7f\x7fb\r').read, 'b\n');
  });

  it('erases words as Linux does: what is no letter before a word goes with it', () => {
    assert.equal(typed('one two.  \x17\r').read, 'one \n');
    assert.equal(typed('/usr/bin\x17\r').read, '/usr/\n');
    assert.equal(typed('한글 단어\x17\r').read, '한글 \n');
  });

  it('erases wide characters, marks and control characters as a whole', () => {
    for (const [keys, read] of [
      ['漢字\x7f!\r', '漢!\n'],
      ['e\u0301\x7fx\r', 'x\n'],
      ['🚢🚢\x7f\r', '🚢\n'],
      ['a\x01\x7fb\r', 'ab\n'],
      ['a\tb\x7f\x7fc\r', 'ac\n'],
    ] as const) {
      const { read: found, shows } = typed(keys);
      assert.equal(found, read);
      assert.deepEqual(shows, [read.trim()]);
    }
  });

  it('erases over the edge of a row', () => {
    for (const columns of [5, 6, 7]) {
      assert.deepEqual(typed('漢字ab漢字cd漢字\x15end', columns).shows, ['end']);
      assert.deepEqual(typed(`abcdefghijkl${'\x7f'.repeat(11)}!`, columns).shows, ['a!']);
    }
  });

  it('ends the input on an empty line, and else only sends off what is there', () => {
    assert.deepEqual(typed('\x04'), { read: '', asked: ['end-of-input'], shows: [] });
    const { read, asked } = typed('half\x04\x7f rest\r\x04');
    assert.equal(read, 'half rest\n');
    assert.deepEqual(asked, ['end-of-input']);
  });

  it('drops the line of an interrupt', () => {
    const { read, asked, shows } = typed('never\x03');
    assert.deepEqual([read, asked, shows], ['', ['interrupt'], ['never^C']]);
  });

  it('takes pasted lines, whatever their ends', () => {
    const { send, echo } = lineDiscipline().type('one\r\ntwo\rthree\nfour');
    assert.equal(send, 'one\ntwo\nthree\n');
    assert.equal(echo, 'one\r\ntwo\r\nthree\r\nfour');
  });

  it('takes a paste of 20 KB in a line, and forgets it by one key', () => {
    const lines = lineDiscipline();
    const text = 'x漢'.repeat(10_000);
    assert.equal(lines.type(text).echo, text);
    const screen = screenOf(80);
    screen.write(text);
    screen.write(lines.type('\x15').echo);
    assert.deepEqual(screen.shows(), []);
    lines.type(text);
    assert.equal(lines.type('\r').send, `${text}\n`);
  });

  it('has no use for cursor keys, and none for signals', () => {
    assert.equal(lineDiscipline().type('a\x1b[D\x1b[1;5C\x1bOP\x1b[3~b\x1a\x1c\x13\x11\r').send, 'ab\n');
  });

  it('takes the next key as it is after Ctrl+V, and shows the line again for Ctrl+R', () => {
    assert.equal(typed('a\x16\x04b\r').read, 'a\x04b\n');
    assert.equal(lineDiscipline().type('ab\x12').echo, 'ab^R\r\nab');
  });
});

describe('the width of characters', () => {
  it('is that of a terminal', () => {
    for (const [character, width] of [
      ['a', 1],
      ['é', 1],
      ['\u0301', 0],
      ['\u200d', 0],
      ['\u00ad', 1],
      ['漢', 2],
      ['한', 2],
      ['ｱ', 1],
      ['Ａ', 2],
      ['🚢', 2],
      ['→', 1],
      ['⌚', 2],
    ] as const) {
      assert.equal(characterWidth(character), width, character);
    }
  });
});
