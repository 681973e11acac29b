// Containers of the final image do not run as root.

import { stageLineage } from '../meaning/stage-bases.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const noRootUser: Rule = {
  id: 'no-root-user',
  aliases: ['DL3002'],
  severity: 'warning',
  title: 'Do not end with USER root',
  why: 'The last USER is the one that containers run as. Root may do anything in the container, and more on the host if it breaks out. Become root for the steps that need it, and another user again after them.',
  bad: 'FROM node:22-slim\nUSER node\nUSER ⟦root⟧\nRUN mkdir /data\n',
  good: 'FROM node:22-slim\nUSER node\nUSER root\nRUN mkdir /data\nUSER node\n',
  check(document, report) {
    const final = document.stages.at(-1);
    if (!final) return;
    const users = stageLineage(document, final)
      .reverse()
      .flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'USER'));
    const last = users.at(-1);
    if (!last || !isRoot(last)) return;
    report({
      range: document.rangeOf(last.rest),
      message: 'Containers of this image run as root; end with the USER that the program needs',
      fix: returnFix(document, users),
    });
  },
};

function isRoot({ rest }: Instruction): boolean {
  return /^(?:root|0)(?::|$)/.test(rest.text.replace(/^(["'])(.*)\1$/, '$2'));
}

/** Only a user that the file names is sure to be there. */
function returnFix(document: DockerfileDocument, users: readonly Instruction[]): Fix | undefined {
  const other = users.findLast((user) => !isRoot(user) && user.rest.text !== '')?.rest.text;
  const end = document.stages.at(-1)?.instructions.at(-1)?.end;
  if (other === undefined || end === undefined || !/^[\w.${}:-]+$/.test(other)) return undefined;
  const at = document.positionAt(end);
  return {
    title: `Become ${other} again at the end`,
    edits: [{ range: { start: at, end: at }, text: `${lineBreak(document)}USER ${other}` }],
    safe: false,
  };
}
