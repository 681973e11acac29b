// The JSON form of an instruction's arguments (`["nginx", "-g", "daemon off;"]`), with the place of each string.
import { isBlank } from './logical-line.ts';

export interface JsonString {
  readonly value: string;
  /** With its quotes, in the text given. */
  readonly from: number;
  readonly to: number;
}

const string = /"(?:[^"\\]|\\.)*"/y;

/** undefined if `text` from `from` on is anything but an array of strings: BuildKit then takes it for the shell form. */
export function parseJsonForm(text: string, from: number): JsonString[] | undefined {
  const blanks = (at: number): number => {
    let next = at;
    while (isBlank(text[next])) next++;
    return next;
  };
  let at = blanks(from);
  if (text[at] !== '[') return undefined;
  at = blanks(at + 1);
  const strings: JsonString[] = [];
  if (text[at] === ']') return blanks(at + 1) === text.length ? strings : undefined;
  for (;;) {
    string.lastIndex = at;
    const match = string.exec(text);
    const value = match && decode(match[0]);
    if (!match || value === undefined || value === null) return undefined;
    strings.push({ value, from: at, to: string.lastIndex });
    at = blanks(string.lastIndex);
    if (text[at] === ']') return blanks(at + 1) === text.length ? strings : undefined;
    if (text[at] !== ',') return undefined;
    at = blanks(at + 1);
  }
}

function decode(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    // An escape or a control character that JSON does not know (`"\w"`): not the JSON form then.
    return undefined;
  }
}
