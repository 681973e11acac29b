// CMD and ENTRYPOINT as JSON arrays. The fix is only offered, never made unasked: with the shell gone the program gets the
// container's signals itself, and where the base image has an ENTRYPOINT, that is given other arguments.
import * as l10n from '@vscode/l10n';
import { shellForms } from '../families/shell-form.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { singleQuotedArray } from '../text/single-quoted-array.ts';

export const execFormCmd: Rule = {
  id: 'exec-form-cmd',
  aliases: ['DL3025', 'JSONArgsRecommended'],
  severity: 'warning',
  title: l10n.t('Use the JSON form for CMD and ENTRYPOINT'),
  why: l10n.t(
    'CMD node server.js starts a shell, which starts node. The shell may not forward the stop signal, so the container is killed after ten seconds instead of exiting cleanly. CMD ["node", "server.js"] starts node itself.',
  ),
  bad: 'FROM node:22-slim\nCMD ⟦node server.js⟧\n',
  good: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
  check(document, report, { buildArguments }) {
    for (const { instruction, keyword, aliases, harmless, isScript, fix } of shellForms(document, buildArguments)) {
      if (harmless || singleQuotedArray(document, instruction)) continue;
      report({
        range: document.rangeOf(instruction.rest),
        message: isScript
          ? l10n.t('The shell of this {0} may not forward signals; put exec before its last command', keyword)
          : l10n.t('The shell form of {0} starts a shell, which may not forward signals; use a JSON array', keyword),
        severity: isScript ? 'info' : undefined,
        aliases,
        fix,
      });
    }
  },
};
