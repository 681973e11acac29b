// What dnf and its small kin fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { dnfCache } from '../families/caches.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanDnfCache: Rule = {
  id: 'clean-dnf-cache',
  aliases: ['DL3040'],
  severity: 'info',
  title: l10n.t('Clean the dnf cache'),
  why: l10n.t(
    'By default, dnf keeps package lists and downloads in /var/cache. They are not needed after the installation. If you clean them in the same RUN, they never become part of the image. A later RUN can only hide them.',
  ),
  bad: 'FROM fedora:42\nRUN ⟦dnf install⟧ -y git\n',
  good: 'FROM fedora:42\nRUN dnf install -y git && dnf clean all\n',
  check: leftBehindCheck(dnfCache, ({ command: { name } }) =>
    l10n.t('The {0} cache stays in the image; end this RUN with {0} clean all', name),
  ),
};
