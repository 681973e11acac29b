// The comma-separated fields in a flag's value (`type=cache,"target=/a,b"`), each character with its place in the file.
// Sources: BuildKit's frontend/dockerfile/parser/split_command.go for the quotes of the flag, and RFC 4180 for those of CSV,
// which come second: they are left only where the first ones were escaped.
import type { DockerfileDocument, Flag, Instruction } from './document.ts';
import type { Span } from './range.ts';

/** A text, and where each of its characters stands in the file; one place more, for its end. */
export interface PlacedText {
  readonly text: string;
  readonly places: readonly number[];
}

export interface FlagFields {
  readonly fields: readonly PlacedText[];
  /** A quote that CSV does not allow there: the builder reads none of the fields. */
  readonly fault: Span | undefined;
}

export function flagFields(document: DockerfileDocument, instruction: Instruction, flag: Flag): FlagFields {
  const value = unquoted(document, instruction, flag);
  if (!value.text.includes('"')) return { fields: split(value), fault: undefined };
  return quotedFields(value);
}

/** A part of the text, with its places. */
export function placedPart({ text, places }: PlacedText, from: number, to = text.length): PlacedText {
  return { text: text.slice(from, to), places: places.slice(from, to + 1) };
}

export function placedSpan({ text, places }: PlacedText): Span {
  const start = places[0] ?? 0;
  return { start, end: text === '' ? start : (places[text.length - 1] ?? start) + 1 };
}

/** Quotes are dropped, and what an escape character stands before is taken as it is, in either kind of quotes. */
function unquoted({ escape: escapeCharacter }: DockerfileDocument, { line }: Instruction, flag: Flag): PlacedText {
  const written = flag.value?.text ?? '';
  let text = '';
  const places: number[] = [];
  let quote: string | undefined;
  for (let i = 0; i < written.length; i++) {
    const character = written[i] ?? '';
    if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else {
      if (character === escapeCharacter) i++;
      if (i >= written.length) break;
      text += written[i];
      places.push(line.sourceOffset(flag.valueFrom + i));
    }
  }
  places.push(flag.value?.end ?? flag.end);
  return { text, places };
}

function split(value: PlacedText): PlacedText[] {
  const fields: PlacedText[] = [];
  let from = 0;
  for (;;) {
    const comma = value.text.indexOf(',', from);
    fields.push(placedPart(value, from, comma < 0 ? undefined : comma));
    if (comma < 0) return fields;
    from = comma + 1;
  }
}

function quotedFields(value: PlacedText): FlagFields {
  const { text, places } = value;
  const fields: PlacedText[] = [];
  const faultAt = (at: number): FlagFields => ({ fields, fault: placedSpan(placedPart(value, at, at + 1)) });
  for (let at = 0; ; at++) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const quote = text.indexOf('"', at);
      if (quote >= 0 && quote < end) return faultAt(quote);
      fields.push(placedPart(value, at, end));
      at = end;
    } else {
      const open = at;
      let inner = '';
      const innerPlaces: number[] = [];
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) return faultAt(open);
        if (text[at] === '"') at++;
        inner += text[at];
        innerPlaces.push(places[at] ?? 0);
      }
      innerPlaces.push(places[at] ?? 0);
      fields.push({ text: inner, places: innerPlaces });
      at++;
      if (at < text.length && text[at] !== ',') return faultAt(at - 1);
    }
    if (at >= text.length) return { fields, fault: undefined };
  }
}
