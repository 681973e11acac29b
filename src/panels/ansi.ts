// The colours that programs write into their output (ECMA-48, "select graphic rendition"), as pieces of text with a style. All
// other control sequences go: they are for a terminal alone. Pure.

/** 0 to 7 the colours in their order, 8 to 15 the bright ones; a text is `#rrggbb`. */
export type AnsiColor = number | `#${string}`;

export interface AnsiStyle {
  readonly color?: AnsiColor;
  readonly background?: AnsiColor;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
}

export interface AnsiPiece {
  readonly text: string;
  readonly style: AnsiStyle;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins what is looked for
const sequence = /\x1b(?:\[([0-?]*)[ -/]*([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g;

const plain: AnsiStyle = {};

/** Every line begins plain, as `docker logs` shows lines of several containers between each other. */
export function ansiPieces(line: string): readonly AnsiPiece[] {
  if (!line.includes('\x1b')) return line === '' ? [] : [{ text: line, style: plain }];
  const pieces: AnsiPiece[] = [];
  let style = plain;
  let at = 0;
  for (const match of line.matchAll(sequence)) {
    if (match.index > at) pieces.push({ text: line.slice(at, match.index), style });
    at = match.index + match[0].length;
    if (match[2] === 'm') style = styleAfter(style, match[1] ?? '');
  }
  if (at < line.length) pieces.push({ text: line.slice(at), style });
  return pieces;
}

function styleAfter(before: AnsiStyle, parameters: string): AnsiStyle {
  if (parameters === '') return plain;
  const codes = parameters.split(/[;:]/).map(Number);
  let style: { -readonly [Key in keyof AnsiStyle]: AnsiStyle[Key] } = { ...before };
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (code === 0) style = {};
    else if (code === 1) style.bold = true;
    else if (code === 2) style.dim = true;
    else if (code === 3) style.italic = true;
    else if (code === 4) style.underline = true;
    else if (code === 7) style.inverse = true;
    else if (code === 22) {
      delete style.bold;
      delete style.dim;
    } else if (code === 23) delete style.italic;
    else if (code === 24) delete style.underline;
    else if (code === 27) delete style.inverse;
    else if (code === 39) delete style.color;
    else if (code === 49) delete style.background;
    else if (code >= 30 && code <= 37) style.color = code - 30;
    else if (code >= 90 && code <= 97) style.color = code - 82;
    else if (code >= 40 && code <= 47) style.background = code - 40;
    else if (code >= 100 && code <= 107) style.background = code - 92;
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes.slice(index + 1));
      index += used;
      if (color !== undefined) style[code === 38 ? 'color' : 'background'] = color;
    }
  }
  return style;
}

/** `5;n` of 256 colours, `2;r;g;b`. Answers how many codes it took, too. */
function extended([kind, ...values]: readonly number[]): [AnsiColor | undefined, number] {
  const isByte = (value: number | undefined): value is number =>
    value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;
  if (kind === 5) return [isByte(values[0]) ? indexed(values[0]) : undefined, 2];
  if (kind !== 2) return [undefined, 1];
  const [red, green, blue] = values;
  const known = isByte(red) && isByte(green) && isByte(blue);
  return [known ? hex(red, green, blue) : undefined, 4];
}

/** The palette of xterm: 16 named, a cube of 6 × 6 × 6, 24 greys. */
function indexed(index: number): AnsiColor {
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return hex(grey, grey, grey);
  }
  const part = (value: number) => (value === 0 ? 0 : 55 + 40 * value);
  const cube = index - 16;
  return hex(part(Math.floor(cube / 36)), part(Math.floor(cube / 6) % 6), part(cube % 6));
}

function hex(...parts: readonly number[]): AnsiColor {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
