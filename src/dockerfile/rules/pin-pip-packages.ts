// Python packages with their versions.

import * as l10n from '@vscode/l10n';
import { pinsGrowOld } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const install = wordSet('install');
const versionControl = /^(git|hg|svn|bzr)\b/;

export const pinPipPackages: Rule = {
  id: 'pin-pip-packages',
  aliases: ['DL3013'],
  severity: 'info',
  offByDefault: pinsGrowOld,
  title: l10n.t('Pin versions of Python packages'),
  why: l10n.t(
    'Without a version, pip installs the newest one at build time, so the same Dockerfile creates a different image next month, which may not work. Add the version, or list packages with their versions in requirements.txt.',
  ),
  bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir ⟦flask⟧\n',
  good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n',
  check: pinnedCheck({
    managers: ['pip', 'pipx'],
    packages: (call) => {
      const versionsAreElsewhere =
        hasOption(call, 'r', 'requirement', 'c', 'constraint') || call.subjects.some(({ value }) => value === '.');
      return does(call, install) && !versionsAreElsewhere ? call.subjects : [];
    },
    isPinned: (name) => {
      if (/[<>]|[=!~]=|\.(whl|tar\.gz|zip)$/.test(name)) return true;
      return versionControl.test(name) ? name.includes('@') : /^\.|\//.test(name);
    },
    example: (name) => `${name}==<version>`,
  }),
};
