// ONBUILD triggers neither ONBUILD nor FROM nor MAINTAINER.
import * as l10n from '@vscode/l10n';
import { onEach } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const validOnbuildTrigger: Rule = {
  id: 'valid-onbuild-trigger',
  aliases: ['DL3043', 'ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'],
  severity: 'error',
  title: l10n.t('Use ONBUILD only with supported instructions'),
  why: l10n.t(
    'ONBUILD stores an instruction for builds that start from this image, and runs it directly after their FROM. It cannot begin a stage, name an author, or pass itself on to further builds. The builder rejects that.',
  ),
  bad: 'FROM alpine:3.20\nONBUILD ⟦ONBUILD⟧ COPY . /app\n',
  good: 'FROM alpine:3.20\nONBUILD COPY . /app\n',
  check: onEach(['ONBUILD'], ({ words }, { document, report }) => {
    const [trigger] = words;
    const keyword = trigger?.text.toUpperCase();
    if (!trigger || (keyword !== 'ONBUILD' && keyword !== 'FROM' && keyword !== 'MAINTAINER')) return;
    report({
      range: document.rangeOf(trigger),
      message:
        keyword === 'ONBUILD'
          ? l10n.t('ONBUILD cannot trigger another ONBUILD; it only applies to the next build')
          : l10n.t('ONBUILD cannot trigger {0}', keyword),
      aliases: ['DL3043', keyword === 'ONBUILD' ? 'ONBUILD_CHAINING_DISALLOWED' : 'ONBUILD_TRIGGER_DISALLOWED'],
      fix:
        keyword === 'ONBUILD' && words[1]
          ? {
              title: l10n.t('Remove the second ONBUILD'),
              edits: [{ range: document.rangeOf({ start: trigger.start, end: words[1].start }), text: '' }],
              safe: false,
            }
          : undefined,
    });
  }),
};
