// What the parser directives in the first lines of a Dockerfile are for. Source: Docker's Dockerfile reference.

import * as l10n from '@vscode/l10n';

export interface DirectiveHelp {
  readonly name: string;
  readonly text: string;
  readonly example: string;
  /** What is written behind the equals sign where nothing else is known. */
  readonly values: readonly string[];
}

export const directiveHelps: readonly DirectiveHelp[] = [
  {
    name: 'syntax',
    text: l10n.t(
      'Selects the image of the BuildKit frontend that reads this file. With docker/dockerfile:1, the newest instructions and flags work on older engines, too.',
    ),
    example: '# syntax=docker/dockerfile:1',
    values: ['docker/dockerfile:1', 'docker/dockerfile:1-labs'],
  },
  {
    name: 'escape',
    text: l10n.t(
      'The character that continues a line and escapes others: a backslash, or a backtick, which keeps backslashes free for Windows paths.',
    ),
    example: '# escape=`',
    values: ['`', '\\'],
  },
  {
    name: 'check',
    text: l10n.t(
      'Selects the build checks to skip, the experimental checks to run, and whether their warnings fail the build. Needs Dockerfile syntax 1.8.',
    ),
    example: '# check=skip=JSONArgsRecommended;error=true',
    values: ['skip=', 'error=true', 'experimental=all'],
  },
];

export function directiveHelp(name: string): DirectiveHelp | undefined {
  return directiveHelps.find((help) => help.name === name);
}
