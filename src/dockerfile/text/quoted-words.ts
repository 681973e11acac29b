// Words as BuildKit's own small shell splits them (frontend/dockerfile/shell): blanks inside quotes do not end a word.
import { isBlank } from './logical-line.ts';
import type { Span } from './range.ts';

/** With their quotes, as places in `text`; none at all if a quote is left open, as BuildKit has it. */
export function quotedWords(text: string, from: number, escapeCharacter = '\\'): Span[] {
  const words: Span[] = [];
  let start = -1;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (isBlank(character)) {
      if (start >= 0) words.push({ start, end: i });
      start = -1;
      continue;
    }
    if (start < 0) start = i;
    if (character === escapeCharacter) i++;
    else if (character === "'" || character === '"') {
      const close = closingQuote(text, i, escapeCharacter);
      if (close < 0) return [];
      i = close;
    }
  }
  if (start >= 0) words.push({ start, end: text.length });
  return words;
}

function closingQuote(text: string, open: number, escapeCharacter: string): number {
  const quote = text[open];
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === quote) return i;
    if (text[i] === escapeCharacter && quote === '"') i++;
  }
  return -1;
}

/** The word without its quotes and escapes. */
export function withoutQuotes(word: string, escapeCharacter = '\\'): string {
  let result = '';
  let quote: string | undefined;
  for (let i = 0; i < word.length; i++) {
    const character = word[i] ?? '';
    if (character === escapeCharacter && quote !== "'" && i + 1 < word.length) {
      i++;
      // In double quotes it protects only what would mean something there.
      const isSpecial = quote === undefined || word[i] === '"' || word[i] === '$' || word[i] === escapeCharacter;
      // An escaped dollar stays escaped: variables are expanded later.
      result += word[i] === '$' || !isSpecial ? escapeCharacter + word[i] : word[i];
    } else if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
    else result += character;
  }
  return result;
}
