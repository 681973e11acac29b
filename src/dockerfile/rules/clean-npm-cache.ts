// What npm fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { npmCache } from '../families/caches.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanNpmCache: Rule = {
  id: 'clean-npm-cache',
  aliases: ['npmCacheCleanAfterInstall'],
  severity: 'info',
  offByDefault: l10n.t('it would report nearly every Dockerfile that uses npm'),
  title: l10n.t('Clean the npm cache'),
  why: l10n.t(
    'By default, npm keeps a copy of all downloads in ~/.npm, which is not needed after the installation. If you clean it in the same RUN, it never becomes part of the image. RUN --mount=type=cache,target=/root/.npm keeps it outside of the image and makes the next build faster.',
  ),
  bad: 'FROM node:22-slim\nRUN ⟦npm install⟧ -g pnpm@9.15.0\n',
  good: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0 && npm cache clean --force\n',
  check: leftBehindCheck(npmCache, () =>
    l10n.t('The npm cache stays in the image; end this RUN with npm cache clean --force, or use a cache mount'),
  ),
};
