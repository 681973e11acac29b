// The words of ENV, LABEL and ARG as BuildKit's parser splits them: quotes stay, and one that is left open keeps all that
// follows. Source: frontend/dockerfile/parser/line_parsers.go, parseWords.
import { isBlank } from './logical-line.ts';

export interface PairWord {
  /** Places in the text; quotes included. */
  readonly from: number;
  readonly to: number;
  /** Where the first `=` stands; -1 if there is none. */
  readonly equals: number;
}

export function pairWords(text: string, from: number, escapeCharacter: string): PairWord[] {
  const words: PairWord[] = [];
  let start = -1;
  let equals = -1;
  let quote: string | undefined;
  const end = (to: number) => {
    words.push({ from: start, to, equals });
    start = -1;
    equals = -1;
  };
  const last = trimmedEnd(text);
  for (let i = from; i < last; i++) {
    const character = text[i];
    if (start < 0) {
      if (isBlank(character)) continue;
      start = i;
    }
    if (character === '=' && equals < 0) equals = i;
    if (quote === undefined) {
      if (isBlank(character)) end(i);
      else if (character === '"' || character === "'") quote = character;
      else if (character === escapeCharacter) i++;
    } else if (character === quote) quote = undefined;
    else if (character === escapeCharacter && quote !== "'") i++;
  }
  if (start >= 0) end(last);
  return words;
}

function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return end;
}

/** The quote that is left open in `from` to `to`, and where it stands. BuildKit refuses a name or a value with one. */
export function openQuote(
  text: string,
  from: number,
  to: number,
  escapeCharacter: string,
): { readonly quote: '"' | "'"; readonly at: number } | undefined {
  let open: { readonly quote: '"' | "'"; readonly at: number } | undefined;
  for (let i = from; i < to; i++) {
    const character = text[i];
    if (!open) {
      if (character === '"' || character === "'") open = { quote: character, at: i };
      else if (character === escapeCharacter) i++;
    } else if (character === open.quote) open = undefined;
    else if (character === escapeCharacter && open.quote === '"') i++;
  }
  return open;
}
