// Lines typed to a program without a terminal of its own, edited here as a terminal's driver does it in canonical mode:
// nothing is sent before the line is done. Pure. Source: termios(3), with the special characters of `stty sane`.
import { characterWidth } from './character-width.ts';

export interface TypedInput {
  /** What the screen shows of it. */
  readonly echo: string;
  /** What the program gets now: lines, each with its `\n`, or the part of one that Ctrl+D sent off. */
  readonly send: string;
  /** What was asked for last, after which nothing more of the input counts: Ctrl+D on an empty line, or Ctrl+C. */
  readonly asks: 'end-of-input' | 'interrupt' | undefined;
}

export interface LineDiscipline {
  /** Keystrokes and pasted text, as a terminal sends them. Linear in its length. */
  type(input: string): TypedInput;
}

/** What one erasure takes away: a character with the marks on it. */
interface Cell {
  text: string;
  readonly echo: string;
  /** Columns. */
  readonly width: number;
}

const key = {
  interrupt: '\x03',
  endOfInput: '\x04',
  backspace: ['\x7f', '\x08'],
  reprint: '\x12',
  eraseLine: '\x15',
  literalNext: '\x16',
  eraseWord: '\x17',
  // Signals and flow control: there is nobody to obey them.
  ignored: ['\x11', '\x13', '\x1a', '\x1c', '\x00'],
} as const;

/** Cursor and function keys (ECMA-48 control sequences, SS3), and a lone Escape: a line has no use for them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins what is looked for
const editingKeys = /\x1b(?:\[[0-?]*[ -/]*[@-~]|O.)?/g;

/** Backspace goes back over the edge of a wrapped row only in this mode (DECSET 45, reverse wraparound). */
const overTheEdge = (text: string) => (text === '' ? '' : `\x1b[?45h${text}\x1b[?45l`);

const tabWidth = 8;

export function lineDiscipline(): LineDiscipline {
  let line: Cell[] = [];
  let column = 0;
  let isLiteral = false;

  const add = (character: string): string => {
    const cell = cellOf(character, column);
    const last = line.at(-1);
    if (cell.width === 0 && last) last.text += cell.text;
    else line.push(cell);
    column += cell.width;
    return cell.echo;
  };
  const erase = (): string => {
    const width = line.pop()?.width ?? 0;
    column -= width;
    return `${'\b'.repeat(width)}${' '.repeat(width)}${'\b'.repeat(width)}`;
  };
  const eraseWord = (): string => {
    let erased = '';
    while (line.length > 0 && !isWordPart(line.at(-1))) erased += erase();
    while (isWordPart(line.at(-1))) erased += erase();
    return erased;
  };
  const takeLine = (): string => {
    const text = line.map((cell) => cell.text).join('');
    line = [];
    column = 0;
    return text;
  };

  return {
    type(input) {
      let echo = '';
      let send = '';
      for (const character of input.replaceAll(editingKeys, '').replaceAll('\r\n', '\n')) {
        if (isLiteral) {
          isLiteral = false;
          echo += add(character);
        } else if (character === '\r' || character === '\n') {
          echo += '\r\n';
          send += `${takeLine()}\n`;
        } else if (character === key.interrupt) {
          takeLine();
          return { echo: `${echo}^C`, send, asks: 'interrupt' };
        } else if (character === key.endOfInput) {
          if (line.length === 0) return { echo, send, asks: 'end-of-input' };
          send += takeLine();
        } else if (isOneOf(key.backspace, character)) echo += overTheEdge(erase());
        else if (character === key.eraseLine) {
          let erased = '';
          while (line.length > 0) erased += erase();
          echo += overTheEdge(erased);
        } else if (character === key.eraseWord) echo += overTheEdge(eraseWord());
        else if (character === key.literalNext) isLiteral = true;
        else if (character === key.reprint) echo += `^R\r\n${line.map((cell) => cell.echo).join('')}`;
        else if (!isOneOf(key.ignored, character)) echo += add(character);
      }
      return { echo, send, asks: undefined };
    },
  };
}

function cellOf(character: string, column: number): Cell {
  if (character === '\t') {
    const width = tabWidth - (column % tabWidth);
    return { text: character, echo: ' '.repeat(width), width };
  }
  const code = character.codePointAt(0) ?? 0;
  // As a terminal shows control characters: ^A.
  if (code < 0x20 || code === 0x7f) return { text: character, echo: `^${String.fromCharCode(code ^ 0x40)}`, width: 2 };
  if (code < 0xa0 && code > 0x7f) return { text: character, echo: '', width: 0 };
  return { text: character, echo: character, width: characterWidth(character) };
}

/** Letters, digits and `_`, as Linux has it: `a/b` are two words. */
const isWordPart = (cell: Cell | undefined): boolean => cell !== undefined && /^[\p{L}\p{N}_]/u.test(cell.text);

const isOneOf = (characters: readonly string[], character: string): boolean => characters.includes(character);
