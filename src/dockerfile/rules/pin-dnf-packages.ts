// Packages of dnf and its small kin with their versions.
import * as l10n from '@vscode/l10n';
import { pinsAreDisputed } from '../families/pin-reason.ts';
import { pinnedCheck } from '../families/pinned.ts';
import { hasRpmVersion } from '../families/rpm-version.ts';
import { installsModules, rpmPackages } from '../packages/rpm-packages.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pinDnfPackages: Rule = {
  id: 'pin-dnf-packages',
  aliases: ['DL3041'],
  severity: 'info',
  offByDefault: pinsAreDisputed,
  title: l10n.t('Pin versions of dnf packages'),
  why: l10n.t(
    'Without a version, dnf installs the newest one at build time, so the same Dockerfile creates a different image next month. A version keeps it until you change it.',
  ),
  bad: 'FROM fedora:42\nRUN dnf install -y ⟦git⟧ && dnf clean all\n',
  good: 'FROM fedora:42\nRUN dnf install -y git-2.51.0 && dnf clean all\n',
  check: pinnedCheck({
    managers: ['dnf', 'microdnf', 'tdnf'],
    packages: rpmPackages,
    isPinned: hasRpmVersion,
    example: (name, call) => `${name}${installsModules(call) ? ':<stream>' : '-<version>'}`,
  }),
};
