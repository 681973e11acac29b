// All instructions in capitals.
import * as l10n from '@vscode/l10n';
import { defaultFormatStyle } from '../format-style.ts';
import { keywordEdits } from '../format-words.ts';
import type { Refactor } from './refactoring.ts';

/** Offered on a keyword that is not. */
export const upperCaseKeywords: Refactor = ({ document, instruction, selection }) => {
  const { start, end } = instruction.keywordSpan;
  const written = document.text.slice(start, end);
  if (selection.start > end || written === written.toUpperCase()) return undefined;
  const style = { ...defaultFormatStyle, keywordCase: 'upper' } as const;
  const edits = document.instructions.flatMap((each) => keywordEdits(document, each, style));
  return edits.length === 0
    ? undefined
    : { kind: 'rewrite', title: l10n.t('Write all instructions in uppercase'), edits };
};
