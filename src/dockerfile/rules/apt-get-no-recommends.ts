// apt-get that installs what is named and what that needs, and no more. The fix is only offered: somebody may need what
// came along.

import * as l10n from '@vscode/l10n';
import { wantedOptionCheck } from '../families/add-option.ts';
import { does } from '../packages/calls.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';

const install = wordSet('install');

export const aptGetNoRecommends: Rule = {
  id: 'apt-get-no-recommends',
  aliases: ['DL3015', 'aptGetInstallUseNoRec'],
  severity: 'info',
  title: l10n.t('Do not install recommended packages'),
  why: l10n.t(
    'By default, apt-get also installs recommended packages, such as manuals or mail programs. They make the image larger, and each one needs security updates. With --no-install-recommends, only required packages are installed.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && ⟦apt-get install⟧ -y curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && apt-get install --no-install-recommends -y curl && rm -rf /var/lib/apt/lists/*\n',
  check: wantedOptionCheck({
    managers: ['apt-get', 'apt', 'aptitude'],
    option: '--no-install-recommends',
    lacks: (document) => {
      if (isConfigured(document.text)) return () => false;
      return (call) =>
        does(call, install) &&
        !hasOption(call, 'no-install-recommends', 'R', 'without-recommends') &&
        !call.options.some(({ value = '' }) => /^APT::Install-Recommends=["']?(false|0|no)/i.test(value));
    },
    message: () => l10n.t('This also installs recommended packages; add --no-install-recommends'),
    safe: false,
  }),
};

/** A line of apt's configuration that the Dockerfile writes. */
function isConfigured(text: string): boolean {
  return text.includes('Install-Recommends') && /Install-Recommends\s+\\?["']?(false|0|no)/i.test(text);
}
