// Which literals of a test quote a text that people read: a sentence of l10n/bundle.l10n.json or package.nls.json.

/** A string, a template or a regular expression of a source in TypeScript. */
export interface Literal {
  /** From 1. */
  readonly line: number;
  /** What stands between the values of a template, and between the wildcards of a regular expression. */
  readonly pieces: readonly string[];
}

const stringOrComment =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`|[{}]|\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g;
/** Behind these a slash begins a regular expression; behind all else it divides. */
const beforeExpression = /(?:^|[=(,:;[!&|?{}<>+*%~^-]|=>|\b(?:return|case|of|in|typeof))\s*$/;
const titleOfTest = /\b(?:describe|it)(?:\.only)?\(\s*$/;

/** All literals but the titles of tests, in order. */
export function literalsIn(source: string): Literal[] {
  const found: Literal[] = [];
  let line = 1;
  let counted = 0;
  const lineOf = (at: number) => {
    for (; counted < at; counted++) if (source.charCodeAt(counted) === 10) line++;
    return line;
  };
  /** Reads code from `at` up to the brace that closes it; gives the place behind that. */
  const code = (at: number): number => {
    let depth = 0;
    let from = at;
    for (;;) {
      stringOrComment.lastIndex = from;
      const match = stringOrComment.exec(source);
      if (!match) return source.length;
      const [token] = match;
      from = match.index + token.length;
      const first = token.charAt(0);
      const before = source.slice(Math.max(0, match.index - 40), match.index);
      if (token === '{') depth++;
      else if (token === '}') {
        if (depth-- === 0) return from;
      } else if (token === '`') from = template(match.index, titleOfTest.test(before));
      else if (first === '/' && !/^\/[/*]/.test(token)) {
        if (beforeExpression.test(before)) found.push({ line: lineOf(match.index), pieces: piecesOfExpression(token) });
        else from = match.index + 1;
      } else if (first !== '/' && !titleOfTest.test(before)) {
        found.push({ line: lineOf(match.index), pieces: [unescaped(token.slice(1, -1))] });
      }
    }
  };
  const template = (begin: number, isTitle: boolean): number => {
    const pieces: string[] = [];
    const place = lineOf(begin);
    let from = begin + 1;
    let piece = from;
    for (; from < source.length && source[from] !== '`'; ) {
      if (source[from] === '\\') from += 2;
      else if (source.startsWith('${', from)) {
        pieces.push(unescaped(source.slice(piece, from)));
        from = piece = code(from + 2);
      } else from++;
    }
    pieces.push(unescaped(source.slice(piece, from)));
    if (!isTitle) found.push({ line: place, pieces });
    return from + 1;
  };
  code(0);
  return found;
}

const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_all, code?: string, one = '') =>
    code === undefined ? ({ n: '\n', t: '\t' }[one as string] ?? one) : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** `/^The image .* of "(\w+)"\.$/i`: `The image `, ` of "`, `".`. */
function piecesOfExpression(token: string): string[] {
  const inside = token.slice(1, token.lastIndexOf('/'));
  return inside
    .replaceAll(/\\[dwsDWSbB]|\[(?:[^\]\\]|\\.)*\]|\(\?[:=!<]*|(?<!\\)[()|^$.+*?]|\{\d+(?:,\d*)?\}/g, '\0')
    .split(/\0+/)
    .map(unescaped)
    .filter((piece) => piece !== '');
}

/** What finds texts that are quoted. */
export interface TextFinder {
  /** The text that the literal quotes, as it stands in the bundle; undefined: none. */
  quotedBy(literal: Literal): string | undefined;
}

const enough = 3;
/** Words, not the names of variables, paths and platforms, nor a list of values. */
const isEnough = (text: string): boolean =>
  !/^(?:[\w-]+, )+[\w-]+$/.test(text.trim()) &&
  text.split(/\s+/).filter((word) => /\p{Ll}/u.test(word) && !word.includes('/')).length >= enough;
const wordsOf = (text: string): string[] => text.match(/\p{L}+/gu) ?? [];

/** So many words in a row, of one text and a literal, do not meet by chance. */
const longRun = 5;
const runsIn = (text: string): string[] => {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.flatMap((_, at) => (at + longRun <= words.length ? [words.slice(at, at + longRun).join(' ')] : []));
};

/**
 * A literal quotes a text if it is a part of it, has a whole sentence of it with other things in the place of its values, or five
 * words of it in a row. `texts`: with `{0}` for values. `exempt`: literals that are no one's sentence.
 */
export function textFinder(texts: readonly string[], exempt: ReadonlySet<string> = new Set()): TextFinder {
  /** By the longest word of a sentence. */
  const sentences = new Map<string, { text: string; pattern: RegExp }[]>();
  const runs = new Map<string, string>();
  for (const text of texts) {
    for (const part of text.split(/\{\d+\}/)) for (const run of runsIn(part)) if (isEnough(run)) runs.set(run, text);
    for (const sentence of new Set([text, ...text.split(/(?<=[.:?]) |\n+/)])) {
      const constant = sentence.replaceAll(/\{\d+\}/g, ' ');
      if (!isEnough(constant)) continue;
      const longest = wordsOf(constant).reduce((best, word) => (word.length > best.length ? word : best), '');
      const pattern = sentence
        .split(/\{\d+\}/)
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('[^\\n]*?');
      const ofWord = sentences.get(longest) ?? [];
      ofWord.push({ text, pattern: new RegExp(pattern) });
      sentences.set(longest, ofWord);
    }
  }
  const all = texts.join('\n');
  const textAt = (at: number) => all.slice(all.lastIndexOf('\n', at) + 1).split('\n', 1)[0] ?? '';
  const ofPiece = (piece: string): string | undefined => {
    const at = isEnough(piece) ? all.indexOf(piece.trim()) : -1;
    return at < 0
      ? runsIn(piece)
          .map((run) => runs.get(run))
          .find((text) => text !== undefined)
      : textAt(at);
  };
  return {
    quotedBy({ pieces }) {
      const filled = pieces.join('X').trim();
      if (exempt.has(filled)) return undefined;
      return (
        pieces.map(ofPiece).find((text) => text !== undefined) ??
        wordsOf(filled)
          .flatMap((word) => sentences.get(word) ?? [])
          .find(({ pattern }) => pattern.test(filled))?.text
      );
    },
  };
}
