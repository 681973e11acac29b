// Finds variables in braces that the builder cannot replace. Source: BuildKit's frontend/dockerfile/shell/lex.go.
import type { Span } from '../../text/range.ts';
import { visitUnquotedSigns } from '../../text/unquoted-signs.ts';

export interface BadSubstitution extends Span {
  readonly kind: 'modifier' | 'name' | 'open';
}

/** In `from` to `to` of a text, as offsets in it. */
export function badSubstitutions(text: string, from: number, to: number, escapeCharacter: string): BadSubstitution[] {
  if (!text.includes('${', from)) return [];
  const found: BadSubstitution[] = [];
  const open: number[] = [];
  visitUnquotedSigns(text, from, to, escapeCharacter, false, (at) => {
    if (text[at] === '}') open.pop();
    if (text[at] === '}' || text[at + 1] !== '{') return at;
    open.push(at);
    const end = nameEnd(text, at + 2);
    if (end >= to) return to;
    const bad = end === at + 2 ? 'name' : isModifier(text, end) ? undefined : 'modifier';
    if (bad) {
      found.push({
        kind: bad,
        start: bad === 'name' ? at : end,
        end: bad === 'name' ? end + 1 : closing(text, end, to),
      });
    }
    // A quote, an escape or a brace right behind the name is looked at like any other.
    return end - 1;
  });
  const [unclosed] = open;
  if (unclosed !== undefined && found.length === 0) found.push({ kind: 'open', start: unclosed, end: to });
  return found;
}

/** Letters, digits and `_`; or digits alone, or one of the signs that a shell has for its own. */
function nameEnd(text: string, from: number): number {
  const special = /^(?:\d+|[@*#?$!-])/.exec(text.slice(from, from + 20));
  if (special) return from + special[0].length;
  let end = from;
  while (/[\p{L}\p{Nd}_]/u.test(text[end] ?? '')) end++;
  return end;
}

/** `:` takes one of three behind it; the others stand alone. */
function isModifier(text: string, at: number): boolean {
  const character = text[at] ?? '';
  return character === ':' ? /[-+?]/.test(text[at + 1] ?? '') : /[}+\-?#%/]/.test(character);
}

function closing(text: string, from: number, to: number): number {
  const brace = text.indexOf('}', from);
  return brace < 0 || brace >= to ? to : brace;
}
