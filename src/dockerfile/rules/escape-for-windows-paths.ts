// Windows paths whose last backslash continues the line.

import * as l10n from '@vscode/l10n';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { pathsAtLineEnds } from '../shell/windows-paths.ts';

export const escapeForWindowsPaths: Rule = {
  id: 'escape-for-windows-paths',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Set the escape directive for paths that end with a backslash'),
  why: l10n.t(
    'A backslash at the end of a line continues it: the next instruction becomes part of this one, and does not run. For Windows paths, put the comment # escape=` in the first line. Then the backtick continues lines, and the backslash is an ordinary character.',
  ),
  bad: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY a.txt ⟦c:\\⟧\nRUN dir c:\\\\\n',
  good: '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY a.txt c:\\\nRUN dir c:\\\\\n',
  ofJoinedLines: true,
  check(document, report) {
    for (const { path } of pathsAtLineEnds(document).values()) {
      report({
        range: document.rangeOf(path),
        message: l10n.t(
          'The backslash of {0} joins the next line to this one; put # escape=` in the first line',
          excerpt(path.text),
        ),
      });
    }
  },
};
