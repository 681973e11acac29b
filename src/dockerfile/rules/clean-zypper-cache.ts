// What zypper fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { zypperCache } from '../families/caches.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanZypperCache: Rule = {
  id: 'clean-zypper-cache',
  aliases: ['DL3036'],
  severity: 'info',
  title: l10n.t('Clean the zypper cache'),
  why: l10n.t(
    'By default, zypper keeps package lists in /var/cache/zypp. They are not needed after the installation. If you clean them in the same RUN, they never become part of the image. A later RUN can only hide them.',
  ),
  bad: 'FROM opensuse/leap:15.6\nRUN ⟦zypper install⟧ -y git\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y git && zypper clean\n',
  check: leftBehindCheck(zypperCache, () =>
    l10n.t('The zypper cache stays in the image; end this RUN with zypper clean'),
  ),
};
