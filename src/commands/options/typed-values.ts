// What is typed for an option or a field, as its values. Pure.

import { splitWords } from '../text/shell-words.ts';
import type { RunOption } from './option.ts';

/** One text, several with blanks between them, or a switch. */
export type Typed = Pick<RunOption, 'name' | 'kind' | 'wrong'>;

/** The values, or what is wrong with the text in words for the person who typed it. */
export function readValues({ name, kind, wrong }: Typed, text: string): string[] | { readonly wrong: string } {
  if (text.trim() === '') return [];
  // A comma between ports is as good as a blank; elsewhere it belongs to the value.
  const values =
    kind === 'one' ? [text.trim()] : name === 'publish' ? text.split(/[\s,]+/).filter(Boolean) : splitWords(text);
  if ('wrong' in values) return values;
  for (const value of values) {
    const said = wrong?.(value);
    if (said !== undefined) return { wrong: said };
  }
  return values;
}
