// Packages of Debian and Ubuntu with their versions.

import * as l10n from '@vscode/l10n';
import { pinsAreDisputed } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';

const install = wordSet('install reinstall');

export const pinAptPackages: Rule = {
  id: 'pin-apt-packages',
  aliases: ['DL3008'],
  severity: 'info',
  offByDefault: pinsAreDisputed,
  title: l10n.t('Pin versions of apt packages'),
  why: l10n.t(
    'Without a version, apt-get installs the newest one at build time, so the same Dockerfile creates a different image next month. A version keeps it until you change it.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends ⟦curl⟧ && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl=7.88.1-10+deb12u12 && rm -rf /var/lib/apt/lists/*\n',
  check: pinnedCheck({
    managers: ['apt-get', 'apt', 'aptitude'],
    packages: (call) => (does(call, install) ? call.subjects : []),
    // A release behind a slash (curl/stable) and a file of one's own say enough.
    isPinned: (name) => /[=/]|\.deb$/.test(name),
    example: (name) => `${name}=<version>`,
  }),
};
