// The variables that a shell script names, at their places in the script: where the shell replaces them, and where a string
// consists of nothing but their names (`envsubst '$HOST $PORT'`). Source: POSIX, Shell Command Language, 2.2 and 2.6.
import type { Span } from '../text/range.ts';

export interface ShellVariable extends Span {
  readonly name: string;
  /** Where the name stands. */
  readonly nameSpan: Span;
  /** The script itself has set it by then: it need not be the one from outside. */
  readonly isOwn: boolean;
}

const plain = /\$([A-Za-z_]\w*)/y;
const braced = /\$\{[#!]?([A-Za-z_]\w*)/y;
/** Names alone, with what may part them. */
const onlyNames = /^(?:[\s,:]*\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\}))+\s*$/;
const anyName = /\$\{?([A-Za-z_]\w*)\}?/g;
/** Programs whose strings are programs, in which a dollar means something else. */
const readsDollars = /(?:^|[\s;&|(/])(?:[gmn]?awk|perl|sed|jq|grep|egrep)\b[^;&|]*$/;

/** `start` to `end` is the reference as far as it is one word: `$name`, or `${name` without what follows. */
export function shellVariables(script: string): ShellVariable[] {
  if (!script.includes('$')) return [];
  const found: Omit<ShellVariable, 'isOwn'>[] = [];
  const add = (start: number, name: string, nameStart: number) => {
    const end = nameStart + name.length;
    found.push({ start, end, name, nameSpan: { start: nameStart, end } });
  };
  let inDouble = false;
  /** What `)` and `}` go back to, from the outermost on. */
  const outer: { readonly close: string; readonly inDouble: boolean }[] = [];
  for (let i = 0; i < script.length; i++) {
    const character = script[i];
    const top = outer.at(-1);
    if (character === '\\') i++;
    else if (character === '"') inDouble = !inDouble;
    else if (character === "'" && !inDouble) {
      const close = script.indexOf("'", i + 1);
      if (close < 0) continue;
      const quoted = script.slice(i + 1, close);
      if (onlyNames.test(quoted) && !readsDollars.test(script.slice(Math.max(0, i - 200), i))) {
        for (const { 0: whole, 1: name = '', index } of quoted.matchAll(anyName)) {
          const start = i + 1 + index;
          add(start, name, start + whole.indexOf(name));
        }
      }
      i = close;
    } else if (character === '#' && !inDouble && isWordStart(script, i)) {
      i = commentEnd(script, i, add) - 1;
    } else if (character === '$' && script[i + 1] === '(') {
      outer.push({ close: ')', inDouble });
      inDouble = false;
      i++;
    } else if (character === '$' && script[i + 1] === '{') {
      braced.lastIndex = i;
      const name = braced.exec(script)?.[1];
      if (name !== undefined) add(i, name, braced.lastIndex - name.length);
      outer.push({ close: '}', inDouble });
      i = name === undefined ? i + 1 : braced.lastIndex - 1;
    } else if (character === '$') {
      plain.lastIndex = i;
      const name = plain.exec(script)?.[1];
      if (name === undefined) continue;
      add(i, name, i + 1);
      i = plain.lastIndex - 1;
    } else if (top && character === top.close && !(inDouble && top.close === ')')) {
      inDouble = top.inDouble;
      outer.pop();
    }
  }
  // Most scripts set none of what they use.
  const set = new Set([...script.matchAll(/([A-Za-z_]\w*)\+?=/g)].map(([, name]) => name));
  const mayBeOwn = found.some(({ name }) => set.has(name)) || /\b(?:for|read)\b/.test(script);
  if (!mayBeOwn) return found.map((each) => ({ ...each, isOwn: false }));
  const own = ownFrom(script);
  return found.map((each) => ({ ...each, isOwn: each.start >= (own.get(each.name) ?? Number.POSITIVE_INFINITY) }));
}

function isWordStart(script: string, at: number): boolean {
  return at === 0 || /[\s;&|(]/.test(script[at - 1] ?? '');
}

/** Quotes mean nothing in a comment; the names in it are those of the script. */
function commentEnd(
  script: string,
  from: number,
  add: (start: number, name: string, nameStart: number) => void,
): number {
  const feed = script.indexOf('\n', from);
  const end = feed < 0 ? script.length : feed;
  for (const { 0: whole, 1: name = '', index } of script.slice(from, end).matchAll(anyName)) {
    add(from + index, name, from + index + whole.indexOf(name));
  }
  return end;
}

const assignment =
  /(?:^|[;&|({\n`]|\b(?:then|do|else|export|readonly|local|declare|typeset)(?=\s))[ \t]*(?:-\w+\s+)?([A-Za-z_]\w*)\+?=(?:"[^"]*"|'[^']*'|[^\s;&|"'])*|\bfor\s+([A-Za-z_]\w*)\b|\bread\s+(?:-\w+\s+)*([A-Za-z_]\w*)/g;

/** Name → from where on the script's own value holds. */
function ownFrom(script: string): ReadonlyMap<string, number> {
  const own = new Map<string, number>();
  for (const match of script.matchAll(assignment)) {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    if (!own.has(name)) own.set(name, match.index + match[0].length);
  }
  return own;
}
