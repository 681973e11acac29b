// RUN without sudo.

import { parseImageReference } from '../../image-reference.ts';
import { baseOf } from '../base-image.ts';
import type { DockerfileDocument, Instruction } from '../document.ts';
import { onEachCommand } from '../each.ts';
import type { Fix, Rule } from '../rule.ts';
import type { ShellCommand } from '../shell.ts';
import { programName } from '../shell-wrapper.ts';
import { globalVariables } from '../variables.ts';

export const noSudo: Rule = {
  id: 'no-sudo',
  aliases: ['DL3004'],
  severity: 'error',
  title: 'Do without sudo',
  why: 'Instructions run as root until USER says otherwise, so sudo gains nothing; most images do not even have it. Where another user is set, write USER root before the instruction and the other user again behind it.',
  bad: 'FROM debian:12\nRUN apt-get update && \\\n    ⟦sudo⟧ apt-get install -y curl\n',
  good: 'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y curl\n',
  check: onEachCommand(
    (command, run, { document, report }) => {
      const wrapping = command.words.slice(0, command.wrapperCount + 1);
      const index = wrapping.findIndex(({ value }) => programName(value) === 'sudo');
      const sudo = wrapping[index];
      if (!sudo) return;
      report({
        range: document.rangeOf(sudo),
        message: 'sudo is of no use here: use USER to become another user',
        fix: removeSudo(document, run, command, index),
      });
    },
    { onbuild: true },
  ),
};

/** Only where it has no options, and something follows. */
function removeSudo(
  document: DockerfileDocument,
  run: Instruction,
  { words, wrapperCount }: ShellCommand,
  index: number,
): Fix | undefined {
  const sudo = words[index];
  const next = words[index + 1];
  if (run.json || wrapperCount === 0 || !sudo || !next || next.value.startsWith('-')) return undefined;
  return {
    title: 'Remove sudo',
    edits: [{ range: document.rangeOf({ start: sudo.start, end: next.start }), text: '' }],
    safe: runsAsRoot(document, run),
  };
}

/** As far as the file tells: official images start as root. */
function runsAsRoot(document: DockerfileDocument, run: Instruction): boolean {
  const variables = globalVariables(document);
  for (let stage = document.stages[run.stageIndex]; stage; ) {
    const user = stage.instructions.findLast(({ keyword, start }) => keyword === 'USER' && start < run.start);
    if (user) return /^(root|0)(:|$)/.test(user.rest.text);
    const base = baseOf(document, stage, variables);
    if (base.kind !== 'stage') {
      const image = base.kind === 'image' ? parseImageReference(base.reference) : undefined;
      return image?.registry === 'docker.io' && image.repository.startsWith('library/');
    }
    stage = base.stage;
  }
  return false;
}
