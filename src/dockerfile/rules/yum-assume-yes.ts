// yum that does not ask.

import * as l10n from '@vscode/l10n';
import { assumeYesCheck } from '../families/assume-yes.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';

export const yumAssumeYes: Rule = {
  id: 'yum-assume-yes',
  aliases: ['DL3030', 'yumInstallForceYes'],
  severity: 'warning',
  title: l10n.t('Use yum install with -y'),
  why: l10n.t(
    'By default, yum shows what it is going to do and asks for confirmation. In a build, nobody can answer, so the build fails. With -y, it continues without asking.',
  ),
  bad: 'FROM centos:7\nRUN ⟦yum install⟧ httpd && yum clean all\n',
  good: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
  check: assumeYesCheck({
    managers: ['yum'],
    actions: wordSet('install groupinstall localinstall reinstall'),
    options: ['y', 'assumeyes', 'assumeno', 'downloadonly'],
  }),
};
