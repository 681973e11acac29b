// JSON arrays hold strings alone.
import * as l10n from '@vscode/l10n';
import { almostArrays } from '../rule-parts/array-fault.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const stringsInJsonArray: Rule = {
  id: 'strings-in-json-array',
  aliases: [],
  severity: 'error',
  title: l10n.t('Use only strings in JSON arrays'),
  why: l10n.t(
    'All arguments of a command are strings, including numbers: ["sleep", "10"]. The builder rejects a JSON array that contains anything else, such as a number without quotes.',
  ),
  bad: 'FROM alpine:3.20\nVOLUME ⟦["/data", 10]⟧\n',
  good: 'FROM alpine:3.20\nVOLUME ["/data", "10"]\n',
  check(document, report) {
    for (const { instruction } of almostArrays(document)) {
      const strings = stringified(instruction.rest.text);
      if (strings === undefined) continue;
      const range = document.rangeOf(instruction.rest);
      report({
        range,
        message: l10n.t('This array contains values that are not strings; put each value in double quotes'),
        fix:
          instruction.line.comments.length > 0
            ? undefined
            : { title: l10n.t('Convert all values to strings'), edits: [{ range, text: strings }], safe: false },
      });
    }
  },
};

/** undefined if it is no JSON array, or one of strings. */
function stringified(text: string): string | undefined {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    // Then it is the shell form.
    return undefined;
  }
  if (!Array.isArray(values) || values.every((value) => typeof value === 'string')) return undefined;
  return `[${values.map((value) => JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value))).join(', ')}]`;
}
