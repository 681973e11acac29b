// Finds variables in braces that the builder cannot replace. Source: BuildKit's frontend/dockerfile/shell/lex.go.
import type { Span } from '../../text/range.ts';

export interface BadSubstitution extends Span {
  readonly kind: 'modifier' | 'name' | 'open';
}

/** In `from` to `to` of a text, as offsets in it. Single quotes and the escape character keep a `$` from meaning anything. */
export function badSubstitutions(text: string, from: number, to: number, escapeCharacter: string): BadSubstitution[] {
  if (!text.includes('${', from)) return [];
  const found: BadSubstitution[] = [];
  const open: number[] = [];
  let inDouble = false;
  for (let i = from; i < to; i++) {
    const character = text[i];
    if (character === escapeCharacter) i++;
    else if (character === '"') inDouble = !inDouble;
    else if (character === "'" && !inDouble) {
      const close = text.indexOf("'", i + 1);
      if (close < 0 || close >= to) break;
      i = close;
    } else if (character === '}') open.pop();
    else if (character === '$' && text[i + 1] === '{') {
      const start = i;
      open.push(start);
      i = nameEnd(text, i + 2);
      if (i >= to) break;
      const bad = i === start + 2 ? 'name' : isModifier(text, i) ? undefined : 'modifier';
      if (bad)
        found.push({
          kind: bad,
          start: bad === 'name' ? start : i,
          end: bad === 'name' ? i + 1 : closing(text, i, to),
        });
      // A quote, an escape or a brace right here is looked at like any other.
      i--;
    }
  }
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
