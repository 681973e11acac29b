// Rules that check the values of the labels for which the project wants a format.

import * as l10n from '@vscode/l10n';
import { type Pair, pairsOf } from '../meaning/pairs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEach } from '../rule-parts/on-each.ts';
import type { Fix, LabelFormat, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

export interface LabelFormatRule extends Pick<Rule, 'id' | 'aliases' | 'title' | 'why'> {
  readonly format: LabelFormat;
  isValid(value: string): boolean;
  /** Of a label whose value is not of the format. */
  message(name: string, value: string): string;
  /** The value as it may be meant; undefined if nobody can tell. */
  meant?(value: string): string | undefined;
  /** Of the label `example`. */
  readonly badValue: string;
  readonly goodValue: string;
}

export function labelFormatRule(options: LabelFormatRule): Rule {
  const { id, aliases, title, why, format, isValid, message, meant, badValue, goodValue } = options;
  const exampleOf = (value: string) => `FROM alpine:3.20\nLABEL example=${value}\n`;
  return {
    id,
    aliases,
    severity: 'warning',
    title,
    why,
    bad: exampleOf(`⟦"${badValue}"⟧`),
    good: exampleOf(`"${goodValue}"`),
    exampleSurroundings: { policy: { labels: new Map([['example', format]]) } },
    check: onEach(['LABEL'], (instruction, { document, report, surroundings }) => {
      const labels = surroundings.policy?.labels;
      if (!labels || ![...labels.values()].includes(format)) return;
      for (const pair of pairsOf(document, instruction)) {
        const { name, value, valueRange } = pair;
        // An empty one is a fault of its own, and what a variable holds only the build knows.
        if (labels.get(name) !== format || !value || value.includes('$') || isValid(value)) continue;
        report({
          range: valueRange ?? pair.range,
          message: message(excerpt(name), excerpt(value)),
          fix: valueFix(document, pair, meant?.(value)),
        });
      }
    }),
  };
}

function valueFix(
  document: DockerfileDocument,
  { value, valueRange }: Pair,
  meant: string | undefined,
): Fix | undefined {
  if (meant === undefined || !valueRange || !value) return undefined;
  const start = document.offsetAt(valueRange.start);
  const written = document.text.slice(start, document.offsetAt(valueRange.end));
  // Between quotes or without any, the value stands there as it is.
  const quote = /^["']/.exec(written)?.[0] ?? '';
  if (written !== `${quote}${value}${quote}`) return undefined;
  return {
    title: l10n.t('Change to {0}', meant),
    edits: [{ range: valueRange, text: `${quote}${meant}${quote}` }],
    safe: false,
  };
}
