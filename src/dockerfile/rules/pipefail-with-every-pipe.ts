// pipefail also where the left side of a pipe cannot fail, or may. hadolint wants it there, too.
import * as l10n from '@vscode/l10n';
import { pipefailCheck } from '../families/pipefail.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pipefailWithEveryPipe: Rule = {
  id: 'pipefail-with-every-pipe',
  aliases: ['DL4006'],
  severity: 'style',
  offByDefault: l10n.t('the command before such a pipe cannot fail, or is allowed to'),
  title: l10n.t('Set pipefail wherever a pipe is used'),
  why: l10n.t(
    'In echo a | b, no failure can be missed. In yes | b, the first command is meant to be ended. In a | b || c, the failure is handled. With pipefail in SHELL, one rule covers all pipes, so that you need not check each one. But yes | b then fails.',
  ),
  bad: 'FROM debian:12\nRUN echo a:b ⟦|⟧ chpasswd\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo a:b | chpasswd\n',
  check: pipefailCheck(
    ({ first, unsafe }) => (unsafe ? undefined : first),
    () => l10n.t('No failure is missed here; SHELL with -o pipefail ensures this for all pipes'),
  ),
};
