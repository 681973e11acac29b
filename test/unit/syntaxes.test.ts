import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { instructions } from '../../src/dockerfile/text/instructions.ts';

interface Pattern {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
  readonly captures?: Readonly<Record<string, Pattern>>;
  readonly beginCaptures?: Readonly<Record<string, Pattern>>;
  readonly endCaptures?: Readonly<Record<string, Pattern>>;
}
interface Grammar extends Pattern {
  readonly scopeName: string;
  readonly repository?: Readonly<Record<string, Pattern>>;
}

const read = (name: string): Grammar => JSON.parse(readFileSync(`syntaxes/${name}.tmLanguage.json`, 'utf8'));

function* patternsOf(pattern: Pattern): Generator<Pattern> {
  yield pattern;
  const { patterns = [], captures = {}, beginCaptures = {}, endCaptures = {} } = pattern;
  const below = [patterns, captures, beginCaptures, endCaptures].flatMap((group) =>
    Object.values<Pattern>({ ...group }),
  );
  for (const child of below) yield* patternsOf(child);
}
const allPatterns = (grammar: Grammar) =>
  [grammar, ...Object.values(grammar.repository ?? {})].flatMap((one) => [...patternsOf(one)]);

/** `(?i:…)` is newer than the JavaScript of Node 20: for a test the whole expression may ignore case. */
const compile = (source: string) => new RegExp(source.replaceAll('(?i:', '(?:'), 'im');

describe('syntaxes', () => {
  for (const name of ['dockerfile', 'dockerignore']) {
    describe(name, () => {
      const grammar = read(name);
      it('has the scope that its name says', () => assert.equal(grammar.scopeName, `source.${name}`));
      it('has expressions that compile', () => {
        for (const { match, begin, end } of allPatterns(grammar)) {
          for (const source of [match, begin]) if (source !== undefined) compile(source);
          // What the beginning captured is put in here.
          if (end !== undefined) compile(end.replaceAll(/\\\d/g, 'x'));
        }
      });
      it('includes only what is there', () => {
        for (const { include } of allPatterns(grammar)) {
          if (include?.startsWith('#')) assert.ok(grammar.repository?.[include.slice(1)], include);
          else if (include !== undefined) assert.match(include, /^(?:source|text)\.[\w.]+$/);
        }
      });
      it('has no part that is never included', () => {
        const included = new Set(allPatterns(grammar).map(({ include }) => include));
        for (const part of Object.keys(grammar.repository ?? {})) assert.ok(included.has(`#${part}`), part);
      });
    });
  }

  const grammar = read('dockerfile');
  const begins = (grammar.repository?.instructions?.patterns ?? []).flatMap(
    ({ include }) => grammar.repository?.[include?.slice(1) ?? '']?.begin ?? [],
  );

  it('knows the instructions of the table, and no others', () => {
    const named = begins.flatMap((begin) =>
      [...begin.matchAll(/\(\?i:\(([A-Z|]+)\)\)/g)].flatMap((match) => match[1]?.split('|') ?? []),
    );
    assert.deepEqual(
      [...new Set(named)].sort(),
      instructions.map(({ keyword }) => keyword),
    );
  });

  it('begins each instruction, in any case and under ONBUILD, but not a word that only begins like one', () => {
    const isBegun = (line: string) =>
      begins.some((begin) => new RegExp(begin.replaceAll('(?i:', '(?:'), 'i').test(line));
    for (const { keyword } of instructions) {
      for (const line of [`${keyword} x`, `  ${keyword.toLowerCase()} x`, `${keyword} \\`, `ONBUILD ${keyword} x`])
        assert.ok(isBegun(line), line);
      assert.ok(!isBegun(`${keyword}X y`));
    }
  });

  it('ends an instruction where the line is not continued', () => {
    const { end = '' } = grammar.repository?.instruction ?? {};
    for (const line of ['USER a\n', 'USER a  \n']) assert.match(line, new RegExp(end));
    for (const line of ['USER a \\\n', 'USER a \\ \n', 'USER a `\n', '\n']) assert.doesNotMatch(line, new RegExp(end));
  });
});
