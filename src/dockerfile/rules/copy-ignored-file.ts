// What .dockerignore keeps from the build cannot be copied.

import * as l10n from '@vscode/l10n';
import { isIgnored, mayHoldUnignored, parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { isRemote } from '../knowledge/file-kinds.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const copyIgnoredFile: Rule = {
  id: 'copy-ignored-file',
  aliases: ['CopyIgnoredFile'],
  severity: 'warning',
  title: l10n.t('Do not copy files that .dockerignore excludes'),
  why: l10n.t(
    'Files in .dockerignore are not sent to the builder, so COPY does not find them and the build fails. Remove the line from .dockerignore, or add an exception: an exclamation mark and the file name.',
  ),
  bad: 'FROM alpine:3.20\nCOPY ⟦config/app.conf⟧ /etc/app.conf\n',
  good: 'FROM alpine:3.20\nCOPY app.conf /etc/app.conf\n',
  exampleSurroundings: { dockerignore: 'config\n' },
  check(document, report, { dockerignore, contextFiles }) {
    if (!dockerignore) return;
    const rules = parseIgnoreFile(dockerignore);
    if (rules.patterns.length === 0) return;
    const takesBack = rules.patterns.some(({ negated }) => negated);
    // What a `!` takes back may be inside of a folder that is ignored, or what a pattern here means.
    const mayHoldMore = (path: string) =>
      takesBack && !contextFiles?.has(path) && (/^\.$|[*?[]/.test(path) || mayHoldUnignored(rules, path));
    for (const instruction of instructionsOf(document, 'COPY', 'ADD')) {
      const copy = copyArguments(document, instruction);
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const path = cleanPath(source.text);
        if (isRemote(source.text) || path.includes('$') || !isIgnored(rules, path) || mayHoldMore(path)) continue;
        report({
          range: document.rangeOf(source),
          message: l10n.t('{0} is excluded by .dockerignore, so there is nothing to copy', excerpt(source.text)),
        });
      }
    }
  },
};

/** Below the context's root, without `.` and `..`; `.` for the root itself. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/') || '.';
}
