// What npm fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { npmCache } from '../families/caches.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanNpmCache: Rule = {
  id: 'clean-npm-cache',
  aliases: ['npmCacheCleanAfterInstall'],
  severity: 'info',
  offByDefault: l10n.t('nearly every Dockerfile with npm would hear of it'),
  title: l10n.t('Clean the npm cache'),
  why: l10n.t(
    'By default npm keeps a copy of all it downloads in ~/.npm, which nobody needs once the packages are installed. Cleaned in the same RUN it never becomes part of the image. With RUN --mount=type=cache,target=/root/.npm it is outside of the image and makes the next build faster.',
  ),
  bad: 'FROM node:22-slim\nRUN ⟦npm install⟧ -g pnpm@9.15.0\n',
  good: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0 && npm cache clean --force\n',
  check: leftBehindCheck(npmCache, () =>
    l10n.t('The cache of npm stays in the image; end this RUN with npm cache clean --force, or mount a cache'),
  ),
};
