// Quotes are closed.

import * as l10n from '@vscode/l10n';
import { firstOpenArgument, looksAtQuotes, partsAtBlanks } from '../meaning/argument-quotes.ts';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import { arrayFault, jsonArrayFix } from '../rule-parts/array-fault.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { openQuote, type PairWord, pairWords } from '../text/pair-words.ts';

export const closeQuotes: Rule = {
  id: 'close-quotes',
  aliases: ['DL1000', 'SYNTAX_MISSING_SINGLE_QUOTE', 'SYNTAX_MISSING_DOUBLE_QUOTE'],
  severity: 'error',
  title: l10n.t('Close quotes'),
  why: l10n.t(
    'Quotes keep a value with spaces together. If a quote is not closed, the rest of the instruction becomes part of the value, and the builder rejects it. An apostrophe is a quote, too: put the text in double quotes. COPY, ADD, VOLUME and EXPOSE split their arguments at spaces, even inside quotes. Use the JSON form for names with spaces there.',
  ),
  bad: 'FROM alpine:3.20\nENV GREETING=⟦"Hello, world⟧\n',
  good: 'FROM alpine:3.20\nENV GREETING="Hello, world"\n',
  check(document, report) {
    for (const instruction of builderInstructions(document)) {
      const { keyword, rest } = instruction;
      const hasPairs = keyword === 'ENV' || keyword === 'LABEL' || keyword === 'ARG';
      if (!(hasPairs || looksAtQuotes(keyword)) || !/["']/.test(rest.text)) continue;
      if (hasPairs) checkWords(document, instruction, report);
      else checkArguments(document, instruction, report);
    }
  },
};

function checkWords(document: DockerfileDocument, instruction: Instruction, report: Report): void {
  const { keyword, line, restFrom } = instruction;
  const words = pairWords(line.text, restFrom, document.escape);
  const isOldForm = keyword !== 'ARG' && words[0]?.equals === -1;
  for (const word of isOldForm ? oldForm(instruction) : words) {
    const { from, to, equals } = word;
    const inName = openQuote(line.text, from, equals < 0 ? to : equals, document.escape);
    const open = inName ?? (equals < 0 ? undefined : openQuote(line.text, equals + 1, to, document.escape));
    if (!open) continue;
    const isApostrophe = open.quote === "'" && /\w/.test(line.text[open.at - 1] ?? '');
    report({
      range: document.rangeOf(sourceSpan(line, open.at, to)),
      message: isApostrophe
        ? l10n.t('This apostrophe is read as a quote that is not closed; put the text in double quotes')
        : inName && equals >= 0
          ? l10n.t('This quote begins before the name; begin it after the equals sign')
          : l10n.t('This quote is not closed'),
      aliases: ['DL1000', open.quote === '"' ? 'SYNTAX_MISSING_DOUBLE_QUOTE' : 'SYNTAX_MISSING_SINGLE_QUOTE'],
      fix: isApostrophe || inName ? undefined : closingFix(document, instruction, word, open.quote),
    });
    return;
  }
}

/** Of each word, as the builder parts them, where it looks at quotes at all. */
function checkArguments(document: DockerfileDocument, instruction: Instruction, report: Report): void {
  const open = firstOpenArgument(document, instruction);
  if (!open) return;
  const { line, rest, restFrom } = instruction;
  const array = arrayFault(rest.text);
  const isClosedLater = line.text.indexOf(open.quote, open.to) >= 0;
  report({
    range: document.rangeOf(
      array ? sourceSpan(line, restFrom + array.from, restFrom + array.to) : sourceSpan(line, open.at, open.to),
    ),
    message: array
      ? l10n.t(
          '{0}; without a valid JSON array, the builder splits this at spaces and rejects the quotes',
          array.message,
        )
      : isClosedLater && partsAtBlanks.has(instruction.keyword)
        ? l10n.t(
            '{0} splits its arguments at spaces, even inside quotes; use a JSON array: ["a b", "c"]',
            instruction.keyword,
          )
        : l10n.t('This quote is not closed'),
    aliases: ['DL1000'],
    fix: array && jsonArrayFix(document, instruction, array),
  });
}

/** `ENV NAME all of the rest`, as one word without an equals sign. */
function oldForm({ restFrom, rest }: Instruction): PairWord[] {
  return [{ from: restFrom, to: restFrom + rest.text.length, equals: -1 }];
}

function closingFix(
  document: DockerfileDocument,
  { line }: Instruction,
  { to }: PairWord,
  quote: string,
): Fix | undefined {
  // An escape character at the end would take the quote away again.
  if (line.text[to - 1] === document.escape) return undefined;
  const { end } = document.rangeOf(sourceSpan(line, to - 1, to));
  return {
    title: l10n.t('Close the quote with {0}', quote),
    edits: [{ range: { start: end, end }, text: quote }],
    safe: false,
  };
}
