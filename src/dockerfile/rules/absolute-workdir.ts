// A WORKDIR that is relative to an unknown folder. One below an absolute WORKDIR of the same file is clear enough.
import * as l10n from '@vscode/l10n';
import { relativeWorkdirs } from '../meaning/relative-workdirs.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const absoluteWorkdir: Rule = {
  id: 'absolute-workdir',
  aliases: ['DL3000', 'WorkdirRelativePath', 'WORKDIR_IS_NOT_ABSOLUTE'],
  severity: 'warning',
  title: l10n.t('Use an absolute path in WORKDIR'),
  why: l10n.t(
    'A relative WORKDIR is resolved against the previous one. If that one is set in the base image, the directory changes whenever the base image changes it, and the Dockerfile does not show where the files are.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR ⟦app⟧\n',
  good: 'FROM node:22-slim\nWORKDIR /app\n',
  check(document, report) {
    for (const { workdir, belowAbsolute, isFirst } of relativeWorkdirs(document)) {
      if (belowAbsolute) continue;
      const range = document.rangeOf(workdir.rest);
      const path = workdir.rest.text;
      const plain = /^(?:\.\/)*(\w[\w@.-]*(?:\/\w[\w@.-]*)*)\/?$/.exec(path)?.[1];
      report({
        range,
        aliases: isFirst ? absoluteWorkdir.aliases : aliasesOfOthers,
        message: l10n.t('The directory {0} depends on the WORKDIR of the base image; use an absolute path', path),
        fix:
          plain === undefined
            ? undefined
            : { title: l10n.t('Change to /{0}', plain), edits: [{ range, text: `/${plain}` }], safe: false },
      });
    }
  },
};

/** BuildKit says it of the first of a stage alone. */
const aliasesOfOthers = ['DL3000', 'WORKDIR_IS_NOT_ABSOLUTE'];
