// Packages of Alpine with their versions.

import * as l10n from '@vscode/l10n';
import { pinsAreDisputed } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';

const add = wordSet('add');

export const pinApkPackages: Rule = {
  id: 'pin-apk-packages',
  aliases: ['DL3018'],
  severity: 'info',
  offByDefault: pinsAreDisputed,
  title: l10n.t('Pin versions of apk packages'),
  why: l10n.t(
    'Without a version, apk installs the newest one at build time, so the same Dockerfile creates a different image next month. A version, or its beginning (git~2.49), keeps it until you change it.',
  ),
  bad: 'FROM alpine:3.22\nRUN apk add --no-cache ⟦git⟧\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache git~2.49\n',
  check: pinnedCheck({
    managers: ['apk'],
    packages: (call) => (does(call, add) ? call.subjects : []),
    isPinned: (name) => /[=~<>]|\.apk$/.test(name),
    example: (name) => `${name}=<version>`,
  }),
};
