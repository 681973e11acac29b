// What yarn fetched goes in the RUN that fetched it.
import { wordSet } from '../command-options.ts';
import { does, packageCalls } from '../packages/calls.ts';
import { type LeftBehind, leftBehindCheck, removes } from '../packages/left-behind.ts';
import type { Rule } from '../rule.ts';

const install = wordSet('install');

const yarnCache: LeftBehind = {
  productOnly: true,
  calls: (document) => packageCalls(document, ['yarn']).filter((call) => does(call, install)),
  cleans: (command) =>
    (command.name === 'yarn' && command.args.some(({ value }) => value === 'clean')) ||
    removes(command, /\.cache\/?$|\.?cache\/yarn|yarn-?cache|\.yarn\b/),
  isMounted: (targets) => targets.some((target) => /cache\/yarn|yarn-?cache|\.yarn\b|\.cache\/?$/.test(target)),
  remedy: () => 'yarn cache clean',
};

export const cleanYarnCache: Rule = {
  id: 'clean-yarn-cache',
  aliases: ['DL3060', 'yarnCacheCleanAfterInstall'],
  severity: 'info',
  title: 'Clean the cache of yarn',
  why: 'By default yarn keeps a copy of all it downloads, which nobody needs once the packages are installed. Cleaned in the same RUN it never becomes part of the image. With RUN --mount=type=cache,target=/root/.cache/yarn it is outside of the image and makes the next build faster.',
  bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN ⟦yarn install⟧ --frozen-lockfile\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile && yarn cache clean\n',
  check: leftBehindCheck(
    yarnCache,
    () => 'The cache of yarn stays in the image; end this RUN with yarn cache clean, or mount a cache',
  ),
};
