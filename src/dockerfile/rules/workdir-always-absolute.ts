// Even a WORKDIR below an absolute one is written in full.
import * as l10n from '@vscode/l10n';
import { relativeWorkdirs } from '../meaning/relative-workdirs.ts';
import { resolvePath, workingDirectory } from '../meaning/working-directory.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const workdirAlwaysAbsolute: Rule = {
  id: 'workdir-always-absolute',
  aliases: ['DL3000', 'WORKDIR_IS_NOT_ABSOLUTE'],
  severity: 'style',
  offByDefault: l10n.t('below an absolute WORKDIR, a relative one is usually clear enough'),
  title: l10n.t('Use an absolute path in every WORKDIR'),
  why: l10n.t(
    'A relative WORKDIR is a folder in the previous WORKDIR. The build knows which one that is, but readers have to look for it, and the folder moves if a line above changes.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR /app\nWORKDIR ⟦server⟧\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nWORKDIR /app/server\n',
  check(document, report) {
    for (const { workdir, belowAbsolute } of relativeWorkdirs(document)) {
      if (!belowAbsolute) continue;
      const range = document.rangeOf(workdir.rest);
      const path = workdir.rest.text;
      const folder = workingDirectory(document, workdir);
      const full = folder !== undefined && /^[\w@./-]+$/.test(path) ? resolvePath(folder, path) : undefined;
      report({
        range,
        message: l10n.t('The directory {0} is relative to the WORKDIR above; use an absolute path', excerpt(path)),
        fix:
          full === undefined
            ? undefined
            : { title: l10n.t('Change to {0}', full), edits: [{ range, text: full }], safe: true },
      });
    }
  },
};
