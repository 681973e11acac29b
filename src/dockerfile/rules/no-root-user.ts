// Containers of the final image do not run as root.

import * as l10n from '@vscode/l10n';
import { isRootUser } from '../meaning/root-user.ts';
import { stageLineage } from '../meaning/stage-bases.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const noRootUser: Rule = {
  id: 'no-root-user',
  aliases: ['DL3002'],
  severity: 'warning',
  title: l10n.t('Do not end with USER root'),
  why: l10n.t(
    'Containers run as the last USER. Root can do anything in the container, and more on the host if it escapes. Use root only for the steps that need it, and switch to another user after them.',
  ),
  bad: 'FROM node:22-slim\nUSER node\nUSER ⟦root⟧\nRUN mkdir /data\n',
  good: 'FROM node:22-slim\nUSER node\nUSER root\nRUN mkdir /data\nUSER node\n',
  check(document, report) {
    const final = document.stages.at(-1);
    if (!final) return;
    const users = stageLineage(document, final)
      .reverse()
      .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'USER'));
    const last = users.at(-1);
    if (!last || !isRootUser(last)) return;
    report({
      range: document.rangeOf(last.rest),
      message: l10n.t('Containers of this image run as root; end with the USER that the program needs'),
      severity: isForgotten(document, users) ? undefined : 'info',
      fix: returnFix(document, users),
    });
  },
};

/** Programs that need root to start, and give up its rights by themselves. */
const droppers =
  /\b(?:gosu|su-exec|setpriv|chpst|s6-overlay|s6-setuidgid|runuser|supervisord?|runit|runsvdir|sshd|dockerd|systemd|fixuid|PUID)\b/;

/** Another user was there before: most likely somebody did not go back. Else root is what the file wants. */
function isForgotten({ text }: DockerfileDocument, users: readonly Instruction[]): boolean {
  return users.some((user) => !isRootUser(user)) && !droppers.test(text);
}

/** Only a user that the file names is sure to be there. */
function returnFix(document: DockerfileDocument, users: readonly Instruction[]): Fix | undefined {
  const other = users.findLast((user) => !isRootUser(user) && user.rest.text !== '')?.rest.text;
  const end = document.stages.at(-1)?.instructions.at(-1)?.end;
  if (other === undefined || end === undefined || !/^[\w.${}:-]+$/.test(other)) return undefined;
  const at = document.positionAt(end);
  return {
    title: l10n.t('Switch back to {0} at the end', other),
    edits: [{ range: { start: at, end: at }, text: `${lineBreak(document)}USER ${other}` }],
    safe: false,
  };
}
