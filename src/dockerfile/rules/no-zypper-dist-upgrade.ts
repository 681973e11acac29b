// Base images are not upgraded to another release.

import * as l10n from '@vscode/l10n';
import { does, packageCalls } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { replaceWord } from '../rule-parts/word-edits.ts';
import { wordSet } from '../shell/command-options.ts';

const upgrade = wordSet('dist-upgrade dup');

export const noZypperDistUpgrade: Rule = {
  id: 'no-zypper-dist-upgrade',
  aliases: ['DL3035'],
  severity: 'warning',
  title: l10n.t('Do not use zypper dist-upgrade'),
  why: l10n.t(
    'zypper dist-upgrade turns the base image into another release, and may remove packages. Use a newer base image instead: it is smaller, tested as a whole, and named in FROM.',
  ),
  bad: 'FROM opensuse/leap:15.6\nRUN ⟦zypper dist-upgrade⟧ -y && zypper clean\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper update -y && zypper clean\n',
  check(document, report) {
    for (const call of packageCalls(document, ['zypper'])) {
      if (!does(call, upgrade)) continue;
      const edits = replaceWord(document, call.action, 'update');
      report({
        range: document.rangeOf(call.head),
        message: l10n.t('zypper dist-upgrade changes the whole system; use a newer base image, or zypper update'),
        fix: edits.length ? { title: l10n.t('Use zypper update'), edits, safe: false } : undefined,
      });
    }
  },
};
