// YAML as data with ranges. The only importer of the package yaml. Broken text gives problems, and what could be read.
import * as l10n from '@vscode/l10n';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { Range } from '../dockerfile/text/range.ts';
import type { ConfigurationProblem } from './configuration.ts';

export interface YamlValue {
  readonly range: Range;
  /** Of a text, number, boolean or nothing (null); undefined for a list or map. */
  readonly scalar: string | number | boolean | null | undefined;
  readonly items: readonly YamlValue[] | undefined;
  readonly entries: readonly YamlEntry[] | undefined;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlValue;
}

/** A configuration file is small; one with more is meant to do harm (aliases of aliases). */
const mostValues = 20_000;
const deepest = 20;
/** The parser's time grows with the square of what stands in one map, and it does not survive 2,000 open brackets. */
const longest = 50_000;
const mostBrackets = 50;
const longestIndent = 200;

/** `root` is undefined for a text without any value. */
export function parseYaml(text: string): { root: YamlValue | undefined; problems: readonly ConfigurationProblem[] } {
  if (isExcessive(text)) {
    const start = { line: 0, character: 0 };
    const message = l10n.t('This file is too long or too deeply nested for a configuration file and was not read');
    return { root: undefined, problems: [{ range: { start, end: start }, message, severity: 'error' }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(0, line - 1), character: Math.max(0, col - 1) };
  };
  const rangeOf = (start: number, end: number): Range => ({ start: position(start), end: position(end) });
  const nowhere = rangeOf(0, 0);
  const nodeRange = (node: Node | null | undefined) => {
    const range = (node as ParsedNode | null | undefined)?.range;
    return range ? rangeOf(range[0], range[1]) : nowhere;
  };

  let left = mostValues;
  const read = (node: Node | null | undefined, around: Range, depth: number): YamlValue => {
    const empty = { range: node ? nodeRange(node) : around, scalar: null, items: undefined, entries: undefined };
    if (depth > deepest || left-- <= 0) return empty;
    if (isAlias(node)) return { ...read(node.resolve(document), around, depth + 1), range: empty.range };
    if (isScalar(node)) {
      const { value } = node;
      const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return { ...empty, scalar: known ? value : null };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => read(item as Node, empty.range, depth + 1));
      return { ...empty, scalar: undefined, items };
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): YamlEntry => {
        const keyRange = nodeRange(key as Node);
        return {
          key: isScalar(key) ? String(key.value) : '',
          keyRange,
          value: read(value as Node | null, keyRange, depth + 1),
        };
      });
      return { ...empty, scalar: undefined, entries };
    }
    return empty;
  };

  const problems = document.errors.map(({ pos: [start, end], message }): ConfigurationProblem => {
    return {
      range: rangeOf(start, Math.max(start, end)),
      message: l10n.t('This is not valid YAML: {0}', message),
      severity: 'error',
    };
  });
  return { root: document.contents ? read(document.contents as Node, nowhere, 0) : undefined, problems };
}

function isExcessive(text: string): boolean {
  if (text.length > longest) return true;
  let brackets = 0;
  let indent: number | undefined = 0;
  for (const character of text) {
    if (character === '[' || character === '{') brackets++;
    else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
    if (character === '\n') indent = 0;
    else if (indent !== undefined) indent = /[\s?:-]/.test(character) ? indent + 1 : undefined;
    if (brackets > mostBrackets || (indent ?? 0) > longestIndent) return true;
  }
  return false;
}
