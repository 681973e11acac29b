// dnf and its small kin that do not ask.

import * as l10n from '@vscode/l10n';
import { assumeYesCheck } from '../families/assume-yes.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';

export const dnfAssumeYes: Rule = {
  id: 'dnf-assume-yes',
  aliases: ['DL3038'],
  severity: 'warning',
  title: l10n.t('Use dnf install with -y'),
  why: l10n.t(
    'By default, dnf shows what it is going to do and asks for confirmation. In a build, nobody can answer, so the build fails. With -y, it continues without asking.',
  ),
  bad: 'FROM fedora:42\nRUN ⟦dnf install⟧ git && dnf clean all\n',
  good: 'FROM fedora:42\nRUN dnf install -y git && dnf clean all\n',
  check: assumeYesCheck({
    managers: ['dnf', 'microdnf', 'tdnf'],
    actions: wordSet('install in groupinstall localinstall reinstall rei'),
    options: ['y', 'assumeyes', 'assumeno', 'downloadonly'],
  }),
};
