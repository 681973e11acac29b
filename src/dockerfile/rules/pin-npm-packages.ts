// npm packages with their versions.

import * as l10n from '@vscode/l10n';
import { pinsGrowOld } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';

const install = wordSet('install i add');

export const pinNpmPackages: Rule = {
  id: 'pin-npm-packages',
  aliases: ['DL3016'],
  severity: 'info',
  offByDefault: pinsGrowOld,
  title: l10n.t('Pin versions of npm packages'),
  why: l10n.t(
    'Without a version, npm installs the newest one at build time, so the same Dockerfile creates a different image next month, which may not work. Add the version after an @.',
  ),
  bad: 'FROM node:22-slim\nRUN npm install -g ⟦pnpm⟧ && npm cache clean --force\n',
  good: 'FROM node:22-slim\nRUN npm install -g pnpm@9.15.0 && npm cache clean --force\n',
  check: pinnedCheck({
    managers: ['npm'],
    packages: (call) => (does(call, install) ? call.subjects : []),
    isPinned: (name) => {
      if (/^git(\+\w+)?:\/\//.test(name)) return name.includes('#');
      if (/^(\/|\.\.?(\/|$)|~\/|file:|https?:)|\.(tar|tar\.gz|tgz)$/.test(name)) return true;
      // The first @ of @scope/name is no version's.
      return name.indexOf('@', 1) > 0;
    },
    example: (name) => `${name}@<version>`,
  }),
};
