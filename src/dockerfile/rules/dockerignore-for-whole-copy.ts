// A copy of the whole context needs a .dockerignore. Only said where something is there that nobody wants in an image.
import * as l10n from '@vscode/l10n';
import { contextCopyOf } from '../packages/context-copy.ts';
import type { Rule } from '../rule-parts/rule.ts';

/** What has no place in an image, though it is in almost every folder. */
const unwantedFolders = ['.git', 'node_modules', '.venv', '.terraform'];
const unwantedFiles = ['.env'];

export const dockerignoreForWholeCopy: Rule = {
  id: 'dockerignore-for-whole-copy',
  aliases: [],
  severity: 'info',
  title: l10n.t('Add a .dockerignore if everything is copied'),
  why: l10n.t(
    'COPY . copies everything in the folder: Git history, installed packages, files with passwords. The image grows, secrets leak, and every change of such a file invalidates the cache. A .dockerignore next to the Dockerfile excludes them.',
  ),
  bad: 'FROM alpine:3.20\nWORKDIR /app\nCOPY ⟦.⟧ .\n',
  good: 'FROM alpine:3.20\nWORKDIR /app\nCOPY src src\n',
  exampleSurroundings: {
    dockerignore: false,
    contextFiles: new Set(['Dockerfile']),
    contextFolders: new Set(['.git', 'src']),
  },
  check(document, report, { dockerignore, contextFiles, contextFolders, contextPath }) {
    if (dockerignore !== false) return;
    const unwanted = [
      ...unwantedFolders.filter((name) => contextFolders?.has(name)),
      ...unwantedFiles.filter((name) => contextFiles?.has(name)),
    ];
    if (unwanted.length === 0) return;
    for (const instruction of document.instructions) {
      const [source] = contextCopyOf(document, instruction)?.sources ?? [];
      if (!source) continue;
      report({
        range: document.rangeOf(source),
        message:
          contextPath === undefined
            ? l10n.t(
                'This also copies {0}; exclude them in a .dockerignore next to the Dockerfile',
                unwanted.join(', '),
              )
            : l10n.t(
                'This also copies {0}; exclude them in a .dockerignore in the build context ({1})',
                unwanted.join(', '),
                contextPath,
              ),
      });
      return;
    }
  },
};
