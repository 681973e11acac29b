// What yum fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { yumCache } from '../families/caches.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanYumCache: Rule = {
  id: 'clean-yum-cache',
  aliases: ['DL3032', 'yumInstallRmVarCacheYum'],
  severity: 'info',
  title: l10n.t('Clean the yum cache'),
  why: l10n.t(
    'By default, yum keeps package lists and downloads in /var/cache/yum. They are not needed after the installation. If you clean them in the same RUN, they never become part of the image. A later RUN can only hide them.',
  ),
  bad: 'FROM centos:7\nRUN ⟦yum install⟧ -y httpd\n',
  good: 'FROM centos:7\nRUN yum install -y httpd && yum clean all\n',
  check: leftBehindCheck(yumCache, () => l10n.t('The yum cache stays in the image; end this RUN with yum clean all')),
};
