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
    'In a | b, the shell only checks the exit status of b. If a download on the left side fails, b gets no data, and the build continues as if nothing happened. With pipefail, the build fails there.',
  ),
  bad: 'FROM debian:12\nRUN cat /etc/passwd ⟦|⟧ sort > /users\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat /etc/passwd | sort > /users\n',
  check: pipefailCheck(
    ({ unsafe }) => unsafe,
    () => l10n.t('If the command before this pipe fails, the build continues; set SHELL with -o pipefail'),
  ),
};
