// ENV and LABEL with an equals sign. The old form (`ENV NAME all of the rest`) takes one pair, and hides mistakes.

import * as l10n from '@vscode/l10n';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';
import { isBlank, sourceSpan } from '../text/logical-line.ts';
import { openQuote, pairWords } from '../text/pair-words.ts';
import type { Edit } from '../text/range.ts';

export const noLegacyKeyValue: Rule = {
  id: 'no-legacy-key-value',
  aliases: ['LegacyKeyValueFormat'],
  severity: 'info',
  title: l10n.t('Use an equals sign in ENV and LABEL'),
  why: l10n.t(
    'ENV NAME value is an old form for a single variable: ENV A 1 B=2 sets A to "1 B=2". ARG never had this form: ARG VERSION 1.2 declares two variables without a value. ENV NAME=value is unambiguous.',
  ),
  bad: 'FROM alpine:3.20\nENV ⟦LANG C.UTF-8⟧\n',
  good: 'FROM alpine:3.20\nENV LANG=C.UTF-8\n',
  check(document, report) {
    for (const instruction of instructionsOf(document, 'ENV', 'LABEL')) checkOldForm(document, instruction, report);
    for (const instruction of instructionsOf(document, 'ARG')) checkArg(document, instruction, report);
  },
};

function checkOldForm(document: DockerfileDocument, instruction: Instruction, report: Report): void {
  const { keyword, rest, restFrom, line, words } = instruction;
  const [name] = words;
  if (!name || words.length < 2 || pairWords(line.text, restFrom, document.escape)[0]?.equals !== -1) return;
  const key = excerpt(name.text);
  report({
    range: document.rangeOf(rest),
    message: l10n.t('This is the old form of {0}; use {1}=… with an equals sign', keyword, key),
    fix: equalsFix(document, instruction, name.text),
  });
}

/** What stands between name and value becomes `=`, and the value gets quotes if it needs them. */
function equalsFix(document: DockerfileDocument, instruction: Instruction, name: string): Fix | undefined {
  const { rest, restFrom, line } = instruction;
  const nameEnd = restFrom + name.length;
  const valueEnd = restFrom + rest.text.length;
  let valueFrom = nameEnd;
  while (isBlank(line.text[valueFrom])) valueFrom++;
  const gap = { start: line.sourceOffset(nameEnd - 1) + 1, end: line.sourceOffset(valueFrom) };
  if (!/^[A-Za-z0-9_./-]+$/.test(name) || document.text.slice(gap.start, gap.end).includes('#')) return undefined;
  if (openQuote(line.text, valueFrom, valueEnd, document.escape)) return undefined;
  const quoting = quotesFor(document, instruction, valueFrom, valueEnd);
  if (!quoting) return undefined;
  return {
    title: l10n.t('Change to {0}=…', excerpt(name)),
    edits: [{ range: document.rangeOf(gap), text: quoting.length > 0 ? '="' : '=' }, ...quoting],
    safe: true,
  };
}

/**
 * The edits behind an opening quote that make the value one word: its own quotes go, and one closes it. None if it is one
 * word as it is; undefined if that cannot be had without changing what it means.
 */
function quotesFor(
  document: DockerfileDocument,
  { line }: Instruction,
  from: number,
  to: number,
): readonly Edit[] | undefined {
  const words = pairWords(line.text.slice(0, to), from, document.escape);
  if (words.length === 1 && words[0]?.to === to) return [];
  const value = line.text.slice(from, to);
  // In double quotes a blank ends no word, and variables are replaced as they are without quotes.
  if (value.includes("'") || value.includes(document.escape)) return undefined;
  const edits: Edit[] = [];
  for (let index = from; index < to; index++) {
    if (line.text[index] === '"') edits.push({ range: document.rangeOf(sourceSpan(line, index, index + 1)), text: '' });
  }
  const { end } = document.rangeOf(sourceSpan(line, to - 1, to));
  return [...edits, { range: { start: end, end }, text: '"' }];
}

/** `ARG NAME value`; several names in one ARG are well and good. */
function checkArg(document: DockerfileDocument, { words, rest, line, restFrom }: Instruction, report: Report): void {
  const [name, value, ...more] = words;
  if (!name || !value || more.length > 0 || rest.text.includes('=') || !isName(name.text)) return;
  if (isName(value.text) && (isAllCapitals(value.text) || isMentioned(document, value.text))) return;
  const gap = { start: name.end, end: value.start };
  const isExact = /^[ \t]+$/.test(document.text.slice(gap.start, gap.end));
  if (pairWords(line.text, restFrom, document.escape).length !== 2) return;
  report({
    range: document.rangeOf(rest),
    message: l10n.t(
      'ARG declares two variables here, {0} and {1}; to set a value, use {0}=…',
      excerpt(name.text),
      excerpt(value.text),
    ),
    fix: isExact
      ? {
          title: l10n.t('Insert an equals sign'),
          edits: [{ range: document.rangeOf(gap), text: '=' }],
          safe: false,
        }
      : undefined,
  });
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

function isAllCapitals(text: string): boolean {
  return text === text.toUpperCase();
}

/** Somewhere else, too. */
function isMentioned({ text }: DockerfileDocument, name: string): boolean {
  const pattern = new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g');
  return (text.match(pattern)?.length ?? 0) > 1;
}
