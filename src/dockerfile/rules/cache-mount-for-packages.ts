// An install that fetches everything anew whenever its layer is built. A hint: it needs BuildKit.

import * as l10n from '@vscode/l10n';
import { cacheMountFix, packageCaches } from '../families/cache-mounts.ts';
import { mountTargets } from '../meaning/run-mounts.ts';
import { onEachScript } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { ShellCommand } from '../shell/shell.ts';

export const cacheMountForPackages: Rule = {
  id: 'cache-mount-for-packages',
  aliases: [],
  severity: 'style',
  offByDefault: l10n.t('only a hint, and older builders do not support cache mounts'),
  title: l10n.t('Keep package manager downloads in a cache mount'),
  why: l10n.t(
    'If one dependency changes, the whole layer is rebuilt, and everything in it is downloaded again. RUN --mount=type=cache keeps the cache of the tool between builds, outside of the image, so only new files are downloaded.',
  ),
  bad: 'FROM node:22-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN ⟦npm ci⟧\nFROM nginx:1.27\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
  good: 'FROM node:22-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nFROM nginx:1.27\nCOPY --from=build /app/dist /usr/share/nginx/html\n',
  check: onEachScript(({ commands }, run, { document, report }) => {
    if (!commands.some(({ name }) => packageCaches.has(name))) return;
    if (mountTargets(document, run).length > 0) return;
    for (const command of commands) {
      const cache = packageCaches.get(command.name);
      const action = cache && command.args.find(({ value }) => !value.startsWith('-'));
      if (!cache || !action || !cache.actions.test(action.value)) continue;
      if (command.args.some(({ value }) => cache.without?.test(value))) continue;
      report({
        range: document.rangeOf({ start: nameSpan(command).start, end: action.end }),
        message: l10n.t('Downloads of {0} are lost when this layer is rebuilt; use a cache mount', command.name),
        fix: cacheMountFix(document, run, cache.folder),
      });
      // One mount and its fix at a time.
      return;
    }
  }),
};

function nameSpan({ words, wrapperCount, start, end }: ShellCommand) {
  return words[wrapperCount] ?? { start, end };
}
