// A run as what stands in the fields of a form, and back: each option's own text, read as the questions of the list read it. Pure.

import type { FormNote, FormTexts } from '../../panels/form-messages.ts';
import { runOptions, valuesOf, withValues } from '../options/index.ts';
import type { OptionValues, Run, RunOption } from '../options/option.ts';
import { readValues } from '../options/typed-values.ts';
import { looksSecret } from '../text/secret-values.ts';
import { joinWords, quoteWord, splitWords } from '../text/shell-words.ts';

/** The field of what stands behind the image. */
export const commandField = 'command';

export function textsOf({ values, command }: Run): FormTexts {
  const texts = runOptions.flatMap((option) => {
    const now = valuesOf(values, option.name);
    return now.length === 0 ? [] : [[option.name, textsOfOption(option, now)]];
  });
  return { ...Object.fromEntries(texts), ...(command.length > 0 ? { [commandField]: [joinWords(command)] } : {}) };
}

function textsOfOption({ kind }: RunOption, values: readonly string[]): readonly string[] {
  return kind === 'words' ? [joinWords(values)] : kind === 'many' ? values.map(quoteWord) : values;
}

/** What is wrong stays out of the run. */
export function runOfTexts(
  image: string,
  texts: FormTexts,
): { readonly run: Run; readonly notes: readonly FormNote[] } {
  const notes: FormNote[] = [];
  const read = (field: string, words: (text: string) => string[] | { readonly wrong: string }) =>
    (texts[field] ?? []).flatMap((text, at) => {
      const found = words(text);
      if (!('wrong' in found)) return found;
      notes.push({ field, at, kind: 'wrong', text: found.wrong });
      return [];
    });
  let values: OptionValues = {};
  for (const option of runOptions)
    values = withValues(
      values,
      option.name,
      read(option.name, (text) => readValues(option, text)),
    );
  return { run: { image, values, command: read(commandField, splitWords) }, notes };
}

/** Rows that may hold a secret. */
export function secretRows(texts: FormTexts): Readonly<Record<string, readonly number[]>> {
  const rows = runOptions
    .filter(({ secret }) => secret !== undefined)
    .map(({ name }) => [name, (texts[name] ?? []).flatMap((text, at) => (looksSecret(text) ? [at] : []))] as const);
  return Object.fromEntries(rows.filter(([, found]) => found.length > 0));
}
