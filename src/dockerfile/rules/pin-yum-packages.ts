// Packages of yum with their versions.
import * as l10n from '@vscode/l10n';
import { pinsAreDisputed } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { hasRpmVersion } from '../families/rpm-version.ts';
import { installsModules, rpmPackages } from '../packages/rpm-packages.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pinYumPackages: Rule = {
  id: 'pin-yum-packages',
  aliases: ['DL3033'],
  severity: 'info',
  offByDefault: pinsAreDisputed,
  title: l10n.t('Pin versions of yum packages'),
  why: l10n.t(
    'Without a version, yum installs the newest one at build time, so the same Dockerfile creates a different image next month. A version keeps it until you change it.',
  ),
  bad: 'FROM centos:7\nRUN yum install -y ⟦httpd⟧ && yum clean all\n',
  good: 'FROM centos:7\nRUN yum install -y httpd-2.4.6 && yum clean all\n',
  check: pinnedCheck({
    managers: ['yum'],
    packages: rpmPackages,
    isPinned: hasRpmVersion,
    example: (name, call) => `${name}${installsModules(call) ? ':<stream>' : '-<version>'}`,
  }),
};
