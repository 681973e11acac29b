// What the hover of an instruction says of the next build.
import * as l10n from '@vscode/l10n';
import { MarkdownString } from 'vscode';
import { verdictDetails } from '../forecast/marks.ts';
import type { PlacedStep } from '../forecast/placed-steps.ts';
import { verdictText } from '../forecast/words.ts';
import type { HoverPart } from './hovers.ts';

export function forecastHover(step: PlacedStep): HoverPart {
  const text = new MarkdownString('', true);
  text.appendMarkdown(`**${l10n.t('Next build')}:** `);
  text.appendText(verdictText(step.verdict));
  for (const line of verdictDetails(step)) {
    text.appendMarkdown('\n\n');
    text.appendText(line);
  }
  return { contents: [text] };
}
