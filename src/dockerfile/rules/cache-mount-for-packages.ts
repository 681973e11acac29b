// An install that fetches everything anew whenever its layer is built. A hint: it needs BuildKit.

import * as l10n from '@vscode/l10n';
import { mountTargets } from '../meaning/run-mounts.ts';
import { onEachScript } from '../rule-parts/on-each.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { ShellCommand } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

interface Cache {
  /** Where the tool keeps what it has fetched, for root. */
  readonly folder: string;
  readonly actions: RegExp;
  /** Options with which it keeps nothing. */
  readonly without?: RegExp;
}

/** Only those without which what was installed is still whole: a folder that a later RUN reads must not be a mount. */
const caches = new Map<string, Cache>([
  ['npm', { folder: '/root/.npm', actions: /^(?:ci|i|install)$/ }],
  ['yarn', { folder: '/usr/local/share/.cache/yarn', actions: /^install$/ }],
  ['pip', { folder: '/root/.cache/pip', actions: /^install$/, without: /^--no-cache-dir$/ }],
  ['pip3', { folder: '/root/.cache/pip', actions: /^install$/, without: /^--no-cache-dir$/ }],
  ['uv', { folder: '/root/.cache/uv', actions: /^(?:sync|pip)$/, without: /^--no-cache$/ }],
  ['go', { folder: '/root/.cache/go-build', actions: /^(?:build|install)$/ }],
]);

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
    if (!commands.some(({ name }) => caches.has(name))) return;
    if (mountTargets(document, run).length > 0) return;
    for (const command of commands) {
      const cache = caches.get(command.name);
      const action = cache && command.args.find(({ value }) => !value.startsWith('-'));
      if (!cache || !action || !cache.actions.test(action.value)) continue;
      if (command.args.some(({ value }) => cache.without?.test(value))) continue;
      report({
        range: document.rangeOf({ start: nameSpan(command).start, end: action.end }),
        message: l10n.t('Downloads of {0} are lost when this layer is rebuilt; use a cache mount', command.name),
        fix: mountFix(document, run, cache.folder),
      });
      // One mount and its fix at a time.
      return;
    }
  }),
};

function nameSpan({ words, wrapperCount, start, end }: ShellCommand) {
  return words[wrapperCount] ?? { start, end };
}

/** Not safe: who runs as another user has the cache elsewhere. */
function mountFix(document: DockerfileDocument, { rest, flags }: Instruction, folder: string): Fix {
  const at = document.positionAt(flags.at(-1)?.end ?? rest.start);
  const text = `--mount=type=cache,target=${folder}`;
  return {
    title: l10n.t('Keep {0} in a cache mount', folder),
    edits: [{ range: { start: at, end: at }, text: flags.length > 0 ? ` ${text}` : `${text} ` }],
    safe: false,
  };
}
