// What apt-get downloads goes in the RUN that downloads it, where the image does not see to it any more.
import * as l10n from '@vscode/l10n';
import { aptDownloads } from '../families/apt-downloads.ts';
import { leftBehindCheck } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const cleanAptCache: Rule = {
  id: 'clean-apt-cache',
  aliases: ['DL3009'],
  severity: 'info',
  title: l10n.t('Clean the apt-get cache if docker-clean was removed'),
  why: l10n.t(
    'Debian and Ubuntu images have a setting, docker-clean, that deletes what apt-get downloads. It is removed so that a cache mount can keep the packages. Without a cache mount at /var/cache/apt, they stay in the image. Mount the cache, clean it at the end of the RUN, or keep the setting.',
  ),
  bad: 'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/lib/apt/lists ⟦apt-get update⟧ && apt-get install -y --no-install-recommends curl\n',
  good: 'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update && apt-get install -y --no-install-recommends curl && apt-get clean\n',
  check: leftBehindCheck(aptDownloads, () =>
    l10n.t(
      'docker-clean was removed, so downloaded packages stay in the image; mount a cache at /var/cache/apt, or end this RUN with apt-get clean',
    ),
  ),
};
