// Pieces of Markdown for what an editor shows. Texts of files are put into code, where nothing in them means anything.

import * as l10n from '@vscode/l10n';

export function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}dockerfile\n${text}\n${fence}`;
}

/** In a line of text. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').slice(0, 200);
  const fence = '`'.repeat(longestRun(line, '`') + 1);
  return fence.length > 1 || line.startsWith('`') ? `${fence} ${line} ${fence}` : `\`${line}\``;
}

export function referenceLink(anchor: string): string {
  return `[${l10n.t('Dockerfile reference')}](https://docs.docker.com/reference/dockerfile/#${anchor})`;
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
