// Where a cursor is in a JSON array, also in one that is not finished yet.
import type { Instruction } from '../text/document.ts';

/** `index`: of the string; `isLast`: none comes behind it. */
export type JsonPlace = 'before' | 'behind' | { readonly index: number; readonly isLast: boolean };

/** undefined if the arguments are no array, and do not begin as one. */
export function jsonPlace({ rest, line, restFrom }: Instruction, offset: number): JsonPlace | undefined {
  const { text } = rest;
  if (!text.startsWith('[')) return undefined;
  if (offset <= rest.start) return 'before';
  const to = restFrom + text.length;
  let index = 0;
  let stringsBehind = 0;
  let isBehind = false;
  let inString = false;
  let close = -1;
  for (let i = restFrom + 1; i < to; i++) {
    const character = line.text[i];
    if (inString && character === '\\') i++;
    else if (character === '"') {
      if (!inString && isBehind) stringsBehind++;
      inString = !inString;
    } else if (!inString && character === ',') {
      if (line.sourceOffset(i) < offset) index++;
      else isBehind = true;
    } else if (!inString && character === ']') {
      close = line.sourceOffset(i);
      break;
    }
  }
  if (close >= 0 && offset > close + 1) return undefined;
  if (close >= 0 && offset === close + 1) return 'behind';
  return { index, isLast: stringsBehind === 0 };
}
