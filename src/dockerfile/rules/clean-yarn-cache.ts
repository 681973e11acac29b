// What yarn fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { yarnCache } from '../families/caches.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanYarnCache: Rule = {
  id: 'clean-yarn-cache',
  aliases: ['DL3060', 'yarnCacheCleanAfterInstall'],
  severity: 'info',
  title: l10n.t('Clean the yarn cache'),
  why: l10n.t(
    'By default, yarn keeps a copy of all downloads, which is not needed after the installation. If you clean it in the same RUN, it never becomes part of the image. RUN --mount=type=cache,target=/root/.cache/yarn keeps it outside of the image and makes the next build faster.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN ⟦yarn install⟧ --frozen-lockfile\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
  check: leftBehindCheck(yarnCache, () =>
    l10n.t('The yarn cache stays in the image; end this RUN with yarn cache clean, or use a cache mount'),
  ),
};
