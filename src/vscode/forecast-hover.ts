// What the hover of an instruction says of the next build.
import { MarkdownString } from 'vscode';
import { nextBuildHeading, verdictText } from '../forecast/forecast-text.ts';
import { verdictDetails } from '../forecast/marks.ts';
import type { PlacedStep } from '../forecast/placed-steps.ts';
import { whatIfText } from '../forecast/what-if.ts';
import { plainText } from '../panels/page.ts';
import type { HoverPart } from './hovers.ts';

export function forecastHover(step: PlacedStep): HoverPart {
  const text = new MarkdownString('', true);
  text.appendMarkdown(`**${nextBuildHeading}:** `);
  text.appendMarkdown(plainText(verdictText(step.verdict)));
  const { files, more } = verdictDetails(step);
  if (files.length > 0) text.appendMarkdown(`\n\n${files.map((line) => `- ${plainText(line)}`).join('\n')}`);
  for (const line of more) text.appendMarkdown(`\n\n${plainText(line)}`);
  if (step.whatIf) text.appendMarkdown(`\n\n${plainText(whatIfText(step.whatIf))}`);
  return { contents: [text] };
}
