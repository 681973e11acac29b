// Pipes that fail when one of their commands fails.
import * as l10n from '@vscode/l10n';
import { pipefailCheck } from '../families/pipefail.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pipefailWithPipes: Rule = {
  id: 'pipefail-with-pipes',
  aliases: ['DL4006'],
  severity: 'info',
  title: l10n.t('Set pipefail so that a failing command fails the pipe'),
  why: l10n.t(
    'In a | b the shell only looks at how b ends. If a download fails on the left side, b works on nothing, and the build goes on as if all were well. With the option pipefail the build stops there.',
  ),
  bad: 'FROM debian:12\nRUN cat /etc/passwd ⟦|⟧ sort > /users\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat /etc/passwd | sort > /users\n',
  check: pipefailCheck(
    ({ unsafe }) => unsafe,
    () => l10n.t('If the command in front of this pipe fails, the build goes on; set SHELL with -o pipefail'),
  ),
};
