// Packages of zypper with their versions.

import * as l10n from '@vscode/l10n';
import { pinsAreDisputed } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const install = wordSet('install in');

export const pinZypperPackages: Rule = {
  id: 'pin-zypper-packages',
  aliases: ['DL3037'],
  severity: 'info',
  offByDefault: pinsAreDisputed,
  title: l10n.t('Pin versions of zypper packages'),
  why: l10n.t(
    'Without a version, zypper installs the newest one at build time, so the same Dockerfile creates a different image next month. A version keeps it until you change it.',
  ),
  bad: 'FROM opensuse/leap:15.6\nRUN zypper install -y ⟦git⟧ && zypper clean\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y git=2.43.0 && zypper clean\n',
  check: pinnedCheck({
    managers: ['zypper'],
    // Patterns and products have no versions.
    packages: (call) => (does(call, install) && !hasOption(call, 't', 'type') ? call.subjects : []),
    isPinned: (name) => /[=<>]|\.rpm$/.test(name),
    example: (name) => `${name}=<version>`,
  }),
};
