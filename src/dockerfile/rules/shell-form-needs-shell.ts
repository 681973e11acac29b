// The shell form where the image has no shell.
import * as l10n from '@vscode/l10n';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import { rootBase } from '../meaning/stage-bases.ts';
import { isMeantAsArray } from '../rule-parts/array-fault.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { missingShells } from '../shell/missing-shell.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { singleQuotedArray } from '../text/single-quoted-array.ts';

export const shellFormNeedsShell: Rule = {
  id: 'shell-form-needs-shell',
  aliases: ['DL3025', 'JSONArgsRecommended'],
  severity: 'warning',
  title: l10n.t('Use the JSON form in images without a shell'),
  why: l10n.t(
    'RUN, CMD, ENTRYPOINT and HEALTHCHECK without a JSON array start /bin/sh, which runs the command. scratch is empty, and images such as distroless intentionally have no shell, so the command does not start. ["/app", "serve"] starts the program directly.',
  ),
  bad: 'FROM scratch\nCOPY app /app\nCMD ⟦/app serve⟧\n',
  good: 'FROM scratch\nCOPY app /app\nCMD ["/app", "serve"]\n',
  check(document, report, { buildArguments }) {
    const missing = missingShells(document, buildArguments);
    if (missing.size === 0) return;
    for (const outer of builderInstructions(document)) {
      const instruction = outer.keyword === 'HEALTHCHECK' ? outer.inner : outer;
      if (!instruction || !missing.has(instruction)) continue;
      // Arrays that are none are told there.
      const { rest, keyword, stageIndex, heredocs, line } = instruction;
      if (isMeantAsArray(rest.text) || singleQuotedArray(document, instruction)) continue;
      const base = rootBase(document, stageIndex, buildArguments);
      const name = base?.kind === 'image' ? excerpt(base.reference) : 'scratch';
      const [heredoc] = heredocs;
      if (heredoc && !heredoc.delimiter) continue;
      report({
        range: document.rangeOf(heredoc ? sourceSpan(line, heredoc.from, heredoc.to) : rest),
        message: l10n.t('There is no shell in {0} to run this; use a JSON array', name),
        aliases: keyword === 'RUN' ? [] : outer === instruction ? undefined : ['DL3025'],
        fix: /^[\w./:=@-]+(?: [\w./:=@-]+)*$/.test(rest.text)
          ? {
              title: l10n.t('Convert to a JSON array'),
              edits: [
                {
                  range: document.rangeOf(rest),
                  text: `[${rest.text
                    .split(' ')
                    .map((word) => JSON.stringify(word))
                    .join(', ')}]`,
                },
              ],
              safe: false,
            }
          : undefined,
      });
    }
  },
};
