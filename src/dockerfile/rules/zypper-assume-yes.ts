// zypper that does not ask.

import * as l10n from '@vscode/l10n';
import { assumeYesCheck } from '../families/assume-yes.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

export const zypperAssumeYes: Rule = {
  id: 'zypper-assume-yes',
  aliases: ['DL3034'],
  severity: 'warning',
  title: l10n.t('Use zypper install with -y'),
  why: l10n.t(
    'By default, zypper shows what it is going to do and asks for confirmation. In a build, nobody can answer, so the build fails. With -y, or with -n before install, it continues without asking.',
  ),
  bad: 'FROM opensuse/leap:15.6\nRUN ⟦zypper install⟧ git && zypper clean\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y git && zypper clean\n',
  check: assumeYesCheck({
    managers: ['zypper'],
    actions: wordSet('install in remove rm source-install si patch update up dist-upgrade dup'),
    options: ['y', 'no-confirm'],
    isQuiet: (call) => hasOption(call, 'n', 'non-interactive', 'D', 'dry-run'),
  }),
};
