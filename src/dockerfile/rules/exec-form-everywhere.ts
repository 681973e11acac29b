// JSON arrays also where the shell form does no harm. hadolint wants them there, too.
import * as l10n from '@vscode/l10n';
import { shellForms } from '../families/shell-form.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { singleQuotedArray } from '../text/single-quoted-array.ts';

export const execFormEverywhere: Rule = {
  id: 'exec-form-everywhere',
  aliases: ['DL3025', 'JSONArgsRecommended'],
  severity: 'style',
  offByDefault: l10n.t('the shell form does no harm there'),
  title: l10n.t('Use the JSON form for every command'),
  why: l10n.t(
    'A JSON array starts the program itself, so it also works in images without a shell. In a HEALTHCHECK, and with exec, the shell form does no harm if there is a shell. || exit 1 and variables even need it.',
  ),
  bad: 'FROM alpine:3.22\nHEALTHCHECK CMD ⟦wget -q --spider http://localhost/⟧\nCMD ["httpd", "-f"]\n',
  good: 'FROM alpine:3.22\nHEALTHCHECK CMD ["wget", "-q", "--spider", "http://localhost/"]\nCMD ["httpd", "-f"]\n',
  check(document, report, { buildArguments }) {
    for (const { instruction, keyword, aliases, harmless, fix } of shellForms(document, buildArguments)) {
      if (!harmless || singleQuotedArray(document, instruction)) continue;
      report({
        range: document.rangeOf(instruction.rest),
        message: l10n.t('The shell form of {0} needs a shell in the image; a JSON array does not', keyword),
        aliases,
        fix,
      });
    }
  },
};
