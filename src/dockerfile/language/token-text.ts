// Colours of a text that has strings and variables in it, as instructions and shells have them.
import type { TokenSegment, TokenType } from './tokens.ts';

const variable = /\$(?:[A-Za-z_]\w*|\d|[@*#?$!-])/y;
const braced = /\$\{[#!]?[A-Za-z_]\w*/y;
const isOperator = /[;&|<>()]/;
const modifier = /:?[-+=?]|:|##?|%%?|\/\/?|\^\^?|,,?/y;

/**
 * Words between blanks from `from` to `to`: `plain` for those, strings and variables within them. `wordType`, of a shell,
 * may say another for a word by where it begins.
 */
export function textSegments(
  text: string,
  from: number,
  to: number,
  escapeCharacter: string,
  plain: TokenType,
  wordType?: (start: number) => TokenType | undefined,
): TokenSegment[] {
  const segments: TokenSegment[] = [];
  let start = -1;
  let type = plain;
  const begin = (at: number, newType: TokenType) => {
    if (start >= 0) return;
    start = at;
    type = newType;
  };
  const flush = (end: number) => {
    if (start >= 0 && end > start) segments.push({ from: start, to: end, type });
    start = -1;
  };
  let quote: string | undefined;
  /** What is not closed by anything quotes nothing. */
  let isClosed = true;
  let inBraces = 0;
  let atWordStart = true;
  let ofWord = plain;
  const wordNow = () => (inBraces > 0 ? plain : ofWord);
  for (let i = from; i < to; i++) {
    const character = text[i] ?? '';
    if (/\s/.test(character)) {
      // A string goes on over its blanks.
      if (quote !== undefined && isClosed) {
        begin(i, 'string');
        continue;
      }
      flush(i);
      atWordStart = quote === undefined;
      continue;
    }
    if (wordType && quote === undefined && inBraces === 0 && isOperator.test(character)) {
      flush(i);
      let end = i + 1;
      while (end < to && isOperator.test(text[end] ?? '')) end++;
      segments.push({ from: i, to: end, type: 'operator' });
      i = end - 1;
      atWordStart = true;
      continue;
    }
    if (atWordStart) ofWord = wordType?.(i) ?? plain;
    atWordStart = false;
    if (character === '$' && !(quote === "'" && isClosed)) {
      braced.lastIndex = i;
      variable.lastIndex = i;
      const opened = braced.exec(text);
      const named = opened ?? variable.exec(text);
      if (named && i + named[0].length <= to) {
        flush(i);
        const end = i + named[0].length;
        segments.push({ from: i, to: end, type: 'variable' });
        i = end - 1;
        if (opened) {
          inBraces++;
          modifier.lastIndex = end;
          const signs = modifier.exec(text)?.[0].length ?? 0;
          if (signs > 0 && end + signs <= to) segments.push({ from: end, to: end + signs, type: 'operator' });
          i += signs;
        }
        continue;
      }
    }
    if (character === '}' && inBraces > 0 && quote !== "'") {
      flush(i);
      segments.push({ from: i, to: i + 1, type: 'variable' });
      inBraces--;
      continue;
    }
    if (character === escapeCharacter && quote !== "'" && i + 1 < to && !/\s/.test(text[i + 1] ?? '')) {
      begin(i, quote === undefined ? wordNow() : 'string');
      i++;
      continue;
    }
    if (quote === undefined && (character === '"' || character === "'")) {
      flush(i);
      quote = character;
      const close = text.indexOf(character, i + 1);
      isClosed = close >= 0 && close < to;
      begin(i, 'string');
    } else if (character === quote) {
      begin(i, 'string');
      flush(i + 1);
      quote = undefined;
    } else begin(i, quote === undefined ? wordNow() : 'string');
  }
  flush(to);
  return segments;
}
