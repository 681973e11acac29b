// Another shell is chosen with SHELL.

import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

const shells = wordSet('/bin/bash /usr/bin/bash bash /bin/zsh /usr/bin/zsh zsh /bin/dash dash /bin/ash');

export const shellNotSymlink: Rule = {
  id: 'shell-not-symlink',
  aliases: ['DL4005'],
  severity: 'warning',
  title: l10n.t('Use SHELL to change the shell'),
  why: l10n.t(
    'A link in place of /bin/sh changes the shell of every program in the image, including those that were tested with the original one, and an update may undo it. SHELL only changes it for the instructions of the Dockerfile.',
  ),
  bad: 'FROM debian:12\nRUN ⟦ln -sf /bin/bash /bin/sh⟧\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\n',
  check: onEachCommandNamed(
    ['ln'],
    (command, run, { document, report }) => {
      const operands = command.args.filter(({ value }) => !value.startsWith('-'));
      if (!operands.some(({ value }) => value === '/bin/sh')) return;
      report({
        range: document.rangeOf(command),
        message: l10n.t('This changes the shell of every program in the image; use SHELL'),
        fix: operands.at(-1)?.value === '/bin/sh' ? shellFix(document, run, operands[0]?.value) : undefined,
      });
    },
    { onbuild: true },
  ),
};

/** Only where the link is all that the RUN makes. */
function shellFix(document: DockerfileDocument, run: Instruction, target: string | undefined): Fix | undefined {
  const { single } = shellScript(document, run);
  if (!target || !shells.has(target) || single?.name !== 'ln' || run.flags.length > 0) return undefined;
  const path = target.startsWith('/') ? target : `/bin/${target}`;
  return {
    title: l10n.t('Use SHELL'),
    edits: [{ range: document.rangeOf(run), text: `SHELL ["${path}", "-c"]` }],
    safe: false,
  };
}
