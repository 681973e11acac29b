// COPY of everything in front of an install makes the builder install again after each change of any file.
import * as l10n from '@vscode/l10n';
import { lateInstalls } from '../packages/late-installs.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { manifestCopyFix } from './copy-manifest-before-install/manifest-copy-fix.ts';

export const copyManifestBeforeInstall: Rule = {
  id: 'copy-manifest-before-install',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Copy the manifest, install, then copy the rest'),
  why: l10n.t(
    'The builder repeats a step if anything before it changes. After a COPY of the whole project, the installation runs again after every change, even of a comment. Copy only the files that list the dependencies, install, and then copy the rest. The installation then comes from the cache.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN npm ci\nCMD ["node", "server.js"]\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nCMD ["node", "server.js"]\n',
  exampleSurroundings: { contextFiles: new Set(['Dockerfile', 'package.json', 'package-lock.json', 'server.js']) },
  check(document, report, surroundings) {
    for (const late of lateInstalls(document, surroundings, surroundings.buildArguments)) {
      const { sources, installs } = late;
      const commands = [...new Set(installs.map(({ install }) => install.command))].join(', ');
      const { fix, obstacle } = manifestCopyFix(document, late, surroundings);
      report({
        range: document.rangeOf({ start: sources[0]?.start ?? 0, end: sources.at(-1)?.end ?? 0 }),
        message:
          obstacle === undefined
            ? l10n.t(
                'Any file change makes {0} run again; copy only what it needs first, and the rest after it',
                commands,
              )
            : l10n.t(
                'Any file change makes {0} run again; copy only what it needs first (this includes {1}), and the rest after it',
                commands,
                obstacle,
              ),
        fix,
      });
    }
  },
};
