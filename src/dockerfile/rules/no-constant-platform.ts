// FROM without a platform that is written down.
import * as l10n from '@vscode/l10n';
import { platformFault } from '../knowledge/platforms.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { flagNamed, removeFlag } from '../rule-parts/remove-flag.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noConstantPlatform: Rule = {
  id: 'no-constant-platform',
  aliases: ['DL3029', 'FromPlatformFlagConstDisallowed'],
  severity: 'info',
  title: l10n.t('Do not hard-code the platform in FROM'),
  why: l10n.t(
    'With --platform=linux/amd64, the image can only be built for that platform. On others, it runs slowly or not at all. Without it, the builder uses the platform of docker build --platform. To run a stage on the platform of the build machine, use --platform=$BUILDPLATFORM.',
  ),
  bad: 'FROM ⟦--platform=linux/amd64⟧ alpine:3.20\n',
  good: 'FROM alpine:3.20\n',
  check(document, report) {
    for (const { from, name } of document.stages) {
      const flag = flagNamed(from, 'platform');
      const platform = flag?.value?.text.replace(/^(["'])(.*)\1$/, '$2');
      if (!flag || !platform || platform.includes('$') || platformFault(platform)) continue;
      // A stage for one platform each, chosen by a variable later, is called after it.
      const [system, architecture] = platform.toLowerCase().split('/');
      const isNamed = [system, architecture].some((part) => part && name?.text.includes(part));
      if (isNamed) continue;
      report({
        range: document.rangeOf(flag),
        message: l10n.t(
          'The image can only be built for {0}; set the platform with docker build --platform instead',
          excerpt(platform),
        ),
        fix: { title: l10n.t('Remove the platform'), edits: [removeFlag(document, flag)], safe: false },
      });
    }
  },
};
