// pipefail also where the left side of a pipe cannot fail, or may. hadolint wants it there, too.
import * as l10n from '@vscode/l10n';
import { pipefailCheck } from '../families/pipefail.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pipefailWithEveryPipe: Rule = {
  id: 'pipefail-with-every-pipe',
  aliases: ['DL4006'],
  severity: 'style',
  offByDefault: l10n.t('what stands in front of such a pipe cannot fail, or may'),
  title: l10n.t('Set pipefail wherever a pipe is used'),
  why: l10n.t(
    'In echo a | b nothing can fail unseen, in yes | b the first command is even meant to be ended, and in a | b || c somebody has thought of it. A SHELL with pipefail is one rule for all pipes, so that nobody has to think about each; yes | b fails with it, though.',
  ),
  bad: 'FROM debian:12\nRUN echo a:b ⟦|⟧ chpasswd\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo a:b | chpasswd\n',
  check: pipefailCheck(
    ({ first, unsafe }) => (unsafe ? undefined : first),
    () => l10n.t('Nothing fails unseen here; SHELL with -o pipefail makes that so for all pipes'),
  ),
};
