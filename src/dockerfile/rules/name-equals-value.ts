// In ENV, LABEL and ARG each value has a name, and each name in ENV and LABEL an equals sign.
import * as l10n from '@vscode/l10n';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { openQuote, pairWords } from '../text/pair-words.ts';

export const nameEqualsValue: Rule = {
  id: 'name-equals-value',
  aliases: ['DL1000', 'SYNTAX_MISSING_EQUALS', 'SYNTAX_MISSING_NAMES'],
  severity: 'error',
  title: l10n.t('Write ENV, LABEL and ARG as NAME=value'),
  why: l10n.t(
    'Several variables or labels are written as A=1 B=2, without spaces around the equals sign. A value with spaces needs quotes. Otherwise its second word is read as another name, and the builder rejects the file.',
  ),
  bad: 'FROM alpine:3.20\nENV GREETING=Hello ⟦World⟧\n',
  good: 'FROM alpine:3.20\nENV GREETING="Hello World"\n',
  check(document, report) {
    for (const instruction of builderInstructionsOf(document, 'ENV', 'LABEL', 'ARG')) {
      const { keyword } = instruction;
      if (keyword === 'ENV' || keyword === 'LABEL' || keyword === 'ARG') checkWords(document, instruction, report);
    }
  },
};

function checkWords(document: DockerfileDocument, instruction: Instruction, report: Report): void {
  const { keyword, line, restFrom } = instruction;
  const words = pairWords(line.text, restFrom, document.escape);
  const isArg = keyword === 'ARG';
  // The old form: a name, a blank, and the value.
  if (!isArg && words[0]?.equals === -1) return;
  words.forEach((word, index) => {
    const { from, to, equals } = word;
    if (equals > from || (equals < 0 && isArg)) return;
    const range = document.rangeOf(sourceSpan(line, from, to));
    if (equals === from) {
      report({
        range,
        message: l10n.t('There is no name before the equals sign in "{0}"', excerpt(line.text.slice(from, to))),
        aliases: ['DL1000', 'SYNTAX_MISSING_NAMES'],
      });
    } else {
      const before = words[index - 1];
      // What a quote that is left open swallowed is told there.
      if (openQuote(line.text, from, to, document.escape)) return;
      const gap = before ? document.text.slice(line.sourceOffset(before.to - 1) + 1, line.sourceOffset(from)) : '';
      const value = before ? line.text.slice(before.equals + 1, to) : '';
      const canQuote = before && before.equals >= 0 && /^[ \t]+$/.test(gap) && /^[^"'\\`$]+$/.test(value);
      const isLastOfValue = words[index + 1]?.equals !== -1;
      const valueRange = canQuote ? document.rangeOf(sourceSpan(line, before.equals + 1, to)) : range;
      report({
        range,
        message: l10n.t(
          '"{0}" has no equals sign; put a value with spaces in quotes',
          excerpt(line.text.slice(from, to)),
        ),
        aliases: ['DL1000', 'SYNTAX_MISSING_EQUALS'],
        fix:
          canQuote && isLastOfValue
            ? {
                title: l10n.t('Put the value in quotes'),
                edits: [{ range: valueRange, text: `"${value}"` }],
                safe: false,
              }
            : undefined,
      });
    }
  });
}
