// Expands variables of the Dockerfile (not of the shell): `$A`, `${A}`, `${A:-b}`, `${A:+b}`.
// Source: Docker's Dockerfile reference, "Environment replacement".
import { oncePerBuild } from '../text/read-once.ts';
import { pairsOf } from './pairs.ts';

/** `undefined` for a name without a known value. */
export type Variables = ReadonlyMap<string, string | undefined>;

/** Values grow by doubling (`ARG B=$A$A`); a longer one is taken for unknown. */
const longestValue = 10_000;
const deepestNesting = 10;

/** undefined if a variable in it has no known value, or a modifier is none of those above. */
export function expand(text: string, variables: Variables, depth = 0): string | undefined {
  if (!text.includes('$')) return text;
  if (depth > deepestNesting) return undefined;
  let expanded = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '\\') {
      expanded += text[i + 1] === '$' ? '$' : text.slice(i, i + 2);
      i++;
    } else if (character !== '$') expanded += character;
    else {
      const reference = text[i + 1] === '{' ? bracedName(text, i + 2) : plainName(text, i + 1);
      const value = reference && valueOfReference(reference, variables, depth);
      if (!reference || value === undefined) return undefined;
      expanded += value;
      i = reference.end - 1;
    }
    if (expanded.length > longestValue) return undefined;
  }
  return expanded;
}

interface Reference {
  readonly name: string;
  /** `:-word`, `+word` …; '' without one */
  readonly modifier: string;
  readonly end: number;
}

const name = /[A-Za-z_][A-Za-z0-9_]*|[0-9]/y;

function plainName(text: string, from: number): Reference | undefined {
  name.lastIndex = from;
  const match = name.exec(text);
  return match ? { name: match[0], modifier: '', end: from + match[0].length } : undefined;
}

function bracedName(text: string, from: number): Reference | undefined {
  const plain = plainName(text, from);
  if (!plain) return undefined;
  let open = 1;
  for (let i = plain.end; i < text.length; i++) {
    if (text[i] === '{') open++;
    else if (text[i] === '}' && --open === 0) return { ...plain, modifier: text.slice(plain.end, i), end: i + 1 };
  }
  return undefined;
}

function valueOfReference({ name, modifier }: Reference, variables: Variables, depth: number): string | undefined {
  const value = variables.get(name);
  if (modifier === '') return value;
  const match = /^(:?)([-+])([\s\S]*)$/.exec(modifier);
  if (!match) return undefined;
  // A declared variable without a known value may be set by the build: neither branch is sure.
  if (value === undefined && variables.has(name) && match[2] === '+') return undefined;
  const isSet = value !== undefined && (match[1] === '' || value !== '');
  if (match[2] === '-') return isSet ? value : expand(match[3] ?? '', variables, depth + 1);
  return isSet ? expand(match[3] ?? '', variables, depth + 1) : '';
}

/** The variables that a FROM may use: the ARGs before the first FROM, with their defaults or what the build sets. */
export const globalVariables = oncePerBuild((document, buildArguments): Variables => {
  const variables = new Map<string, string | undefined>();
  for (const instruction of document.instructions) {
    if (instruction.keyword === 'FROM') break;
    if (instruction.keyword !== 'ARG') continue;
    for (const { name, value } of pairsOf(document, instruction)) {
      variables.set(name, buildArguments?.get(name) ?? (value === undefined ? undefined : expand(value, variables)));
    }
  }
  return variables;
});
