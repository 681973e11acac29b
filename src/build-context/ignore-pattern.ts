// One pattern of a .dockerignore file, matched exactly as the engine's own matcher does. Pure.
// Source: github.com/moby/patternmatcher (the walk over the pattern and its four ways to match are observable).

export interface IgnorePattern {
  /** As it is matched: cleaned, without `!`. */
  readonly text: string;
  /** `!pattern`: takes back what earlier patterns ignored. */
  readonly negated: boolean;
  /** Where it stands in its file, from zero; absent where it stands in none. */
  readonly line?: number;
  /** `path`: relative to the context, with `/`; no leading slash. Parents are the caller's to ask for. */
  matches(path: string): boolean;
}

/** undefined: the pattern is malformed, for which the engine refuses the whole file. */
export function compileIgnorePattern(text: string, negated: boolean): IgnorePattern | undefined {
  const matches = matcher(text);
  return matches && { text, negated, matches };
}

/** Characters that mean nothing in a pattern, and something in a regular expression. */
const escaped = new Set('.+()|{}$^/'.split(''));

function matcher(pattern: string): ((path: string) => boolean) | undefined {
  let way: 'exact' | 'prefix' | 'suffix' | 'expression' = 'exact';
  let source = '';
  let inClass = false;
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*' && !inClass) {
      if (characters[at + 1] !== '*') {
        source += '[^/]*';
        way = 'expression';
        continue;
      }
      const atStart = at === 0;
      at++;
      // `**/` counts as `**`: any number of folders, none included.
      if (characters[at + 1] === '/') at++;
      if (at + 1 < characters.length) {
        source += '(?:.*/)?';
        way = 'expression';
      } else if (way === 'exact') way = 'prefix';
      else {
        source += '.*';
        way = 'expression';
      }
      if (atStart) way = 'suffix';
    } else if (character === '?' && !inClass) {
      source += '[^/]';
      way = 'expression';
    } else if (character === '\\') {
      at++;
      const next = characters[at];
      if (next === undefined) return undefined;
      source += literal(next);
      way = 'expression';
    } else if (character === '[' && !inClass) {
      inClass = true;
      const negation = characters[at + 1] === '^';
      if (negation) at++;
      source += negation ? '[^' : '[';
      way = 'expression';
    } else if (character === ']' && inClass) {
      inClass = false;
      source += ']';
    } else source += inClass && character === '-' ? '-' : literal(character);
  }
  if (inClass) return undefined;
  switch (way) {
    case 'exact':
      return (path) => path === pattern;
    case 'prefix': {
      const prefix = pattern.replace(/\*\*\/?$/, '');
      return (path) => path.startsWith(prefix);
    }
    case 'suffix': {
      const suffix = pattern.slice(2);
      return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
    }
    case 'expression':
      return expressionMatcher(source);
  }
}

function literal(character: string): string {
  return escaped.has(character) || /[\\[\]*?-]/.test(character) ? `\\${character}` : character;
}

function expressionMatcher(source: string): ((path: string) => boolean) | undefined {
  try {
    // `v` and `u` would refuse some harmless escapes; `s`, since `.` means any character in a name.
    const expression = new RegExp(`^${source}$`, 's');
    return (path) => expression.test(path);
  } catch {
    // A class like [z-a].
    return undefined;
  }
}
