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
      'Names the image of the builder’s frontend that reads this file. With docker/dockerfile:1 the newest instructions and flags work with an older engine, too.',
    ),
    example: '# syntax=docker/dockerfile:1',
    values: ['docker/dockerfile:1', 'docker/dockerfile:1-labs'],
  },
  {
    name: 'escape',
    text: l10n.t(
      'The character that continues a line and protects others: a backslash, or a backtick, which leaves the backslash to Windows paths.',
    ),
    example: '# escape=`',
    values: ['`', '\\'],
  },
  {
    name: 'check',
    text: l10n.t(
      'Says which of the builder’s checks are skipped, whether what they find fails the build, and which experimental ones are made. Needs Dockerfile syntax 1.8.',
    ),
    example: '# check=skip=JSONArgsRecommended;error=true',
    values: ['skip=', 'error=true', 'experimental=all'],
  },
];

export function directiveHelp(name: string): DirectiveHelp | undefined {
  return directiveHelps.find((help) => help.name === name);
}
