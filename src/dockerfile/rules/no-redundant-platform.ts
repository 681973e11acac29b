// FROM takes the platform that the build is for by itself.
import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { flagNamed, removeFlag } from '../rule-parts/remove-flag.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noRedundantPlatform: Rule = {
  id: 'no-redundant-platform',
  aliases: ['DL3065', 'RedundantTargetPlatform'],
  severity: 'style',
  title: l10n.t('Remove --platform=$TARGETPLATFORM'),
  why: l10n.t(
    'FROM uses the target platform by default. Setting it again changes nothing, and makes readers look for a reason.',
  ),
  bad: 'FROM ⟦--platform=$TARGETPLATFORM⟧ alpine:3.20\n',
  good: 'FROM alpine:3.20\n',
  check(document, report) {
    const isOverridden = document.instructions
      .filter(({ keyword, stageIndex }) => keyword === 'ARG' && stageIndex < 0)
      .some((arg) => pairsOf(document, arg).some(({ name }) => name === 'TARGETPLATFORM'));
    for (const { from } of document.stages) {
      const flag = flagNamed(from, 'platform');
      const platform = flag?.value?.text.replace(/^(["'])(.*)\1$/, '$2');
      if (!flag || (platform !== '$TARGETPLATFORM' && platform !== `\${TARGETPLATFORM}`)) continue;
      report({
        range: document.rangeOf(flag),
        message: l10n.t('FROM uses the target platform by default; remove --platform'),
        // An ARG of the file may have given the variable another value.
        fix: { title: l10n.t('Remove the platform'), edits: [removeFlag(document, flag)], safe: !isOverridden },
      });
    }
  },
};
