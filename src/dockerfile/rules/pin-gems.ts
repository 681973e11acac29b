// Ruby gems with their versions.

import * as l10n from '@vscode/l10n';
import { pinsGrowOld } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const install = wordSet('install i');

export const pinGems: Rule = {
  id: 'pin-gems',
  aliases: ['DL3028'],
  severity: 'info',
  offByDefault: pinsGrowOld,
  title: l10n.t('Pin versions of gems'),
  why: l10n.t(
    'Without a version, gem installs the newest one at build time, so the same Dockerfile creates a different image next month, which may not work. Add the version after a colon, or with -v.',
  ),
  bad: 'FROM ruby:3.4-slim\nRUN gem install ⟦bundler⟧\n',
  good: 'FROM ruby:3.4-slim\nRUN gem install bundler:2.6.2\n',
  check: pinnedCheck({
    managers: ['gem'],
    packages: (call) => (does(call, install) && !hasOption(call, 'v', 'version') ? call.subjects : []),
    isPinned: (name) => /:.|\.gem$/.test(name),
    example: (name) => `${name.replace(/:$/, '')}:<version>`,
  }),
};
