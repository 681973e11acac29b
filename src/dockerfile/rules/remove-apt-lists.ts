// What apt-get update fetched goes in the RUN that fetched it.
import * as l10n from '@vscode/l10n';
import { aptInstallsWithoutUpdate, aptLists } from '../families/apt-lists.ts';
import { cleaningFix, leftBehind } from '../families/left-behind.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const removeAptLists: Rule = {
  id: 'remove-apt-lists',
  aliases: ['DL3009', 'aptGetInstallThenRemoveAptLists'],
  severity: 'info',
  title: l10n.t('Remove the package lists after apt-get update'),
  why: l10n.t(
    'apt-get update downloads lists of all available packages, about 20 to 40 MB. Only apt-get needs them, and they get outdated. If you remove them in the same RUN, they never become part of the image. A later RUN can only hide them.',
  ),
  bad: 'FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y --no-install-recommends curl\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(document, report) {
    const lefts = leftBehind(document, aptLists);
    if (lefts.length === 0) return;
    // Somebody lives off lists of an earlier RUN.
    const lastInNeed = aptInstallsWithoutUpdate(document).reduce((last, { run }) => Math.max(last, run.start), -1);
    for (const left of lefts) {
      report({
        range: document.rangeOf(left.call.head),
        message: l10n.t(
          'The package lists stay in the image; remove them at the end of this RUN: rm -rf /var/lib/apt/lists/*',
        ),
        fix: cleaningFix(document, left, aptLists, lastInNeed <= left.run.start),
      });
    }
  },
};
