// No comments that silence rules.
import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';

export const noIgnoreComment: Rule = {
  id: 'no-ignore-comment',
  aliases: ['DL1001'],
  severity: 'info',
  offByDefault: l10n.t('for projects that allow exceptions only in the configuration'),
  title: l10n.t('Do not silence rules in the file'),
  why: l10n.t(
    'A comment that ignores a rule hides a problem from others. Some projects want all exceptions in their configuration, where they are visible in one place. This rule finds such comments.',
  ),
  bad: 'FROM alpine:3.20\n# longshore ignore=⟦absolute-workdir⟧: it is only an example\nRUN true\n',
  good: 'FROM alpine:3.20\nRUN true\n',
  check(document, report, _surroundings, run) {
    for (const { start, end } of run.comments.pragmas) {
      report({
        range: document.rangeOf({ start, end }),
        message: l10n.t('This comment ignores a rule; use the project’s configuration instead'),
      });
    }
  },
};
