// RUN without sudo.

import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import type { Base } from '../meaning/base-image.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import { type ShellCommand, type ShellWord, shellScript } from '../shell/shell.ts';
import { programName } from '../shell/shell-wrapper.ts';
import { type DockerfileDocument, type Instruction, instructionGroups } from '../text/document.ts';

export const noSudo: Rule = {
  id: 'no-sudo',
  aliases: ['DL3004'],
  severity: 'warning',
  title: l10n.t('Do not use sudo'),
  why: l10n.t(
    'Instructions run as root unless USER sets another user, so sudo has no effect, and most images do not have it. If another user is set, write USER root before the instruction and the other user after it.',
  ),
  bad: 'FROM debian:12\nRUN apt-get update && \\\n    ⟦sudo⟧ apt-get install -y --no-install-recommends curl && \\\n    rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y --no-install-recommends curl && \\\n    rm -rf /var/lib/apt/lists/*\n',
  check(document, report) {
    if (!document.text.includes('sudo')) return;
    const bases = basesOf(document);
    /** Whether each stage ends as root, as far as the file tells. */
    const endsAsRoot: boolean[] = [];
    for (const instructions of instructionGroups(document)) {
      const stage = document.stages[instructions[0]?.stageIndex ?? -1];
      const base = stage ? bases[stage.index] : undefined;
      let isRoot = base?.kind === 'stage' ? endsAsRoot[base.stage.index] === true : startsAsRoot(base);
      for (const instruction of instructions) {
        if (instruction.keyword === 'USER') isRoot = /^(root|0)(:|$)/.test(instruction.rest.text);
        const run = instruction.keyword === 'ONBUILD' ? instruction.inner : instruction;
        if (run?.keyword === 'RUN') checkRun(document, run, isRoot, report);
      }
      if (stage) endsAsRoot[stage.index] = isRoot;
    }
  },
};

/** Official images do. */
function startsAsRoot(base: Base | undefined): boolean {
  const image = base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
  return image?.registry === 'docker.io' && image.repository.startsWith('library/');
}

function checkRun(document: DockerfileDocument, run: Instruction, isRoot: boolean, report: Report): void {
  for (const command of shellScript(document, run).commands) {
    const wrapping = command.words.slice(0, command.wrapperCount + 1);
    const index = wrapping.findIndex(({ value }) => programName(value) === 'sudo');
    const sudo = wrapping[index];
    if (!sudo) continue;
    report({
      range: document.rangeOf(sudo),
      message: l10n.t('sudo is not useful here; use USER to switch users'),
      // For one command of many, that is shorter than two USERs, and no rights are won by it.
      severity: becomesOther(wrapping.slice(index + 1)) ? 'info' : undefined,
      fix: removeSudo(document, run, command, index, isRoot),
    });
  }
}

/** `sudo -u app`, `sudo --user=app` */
function becomesOther(options: readonly ShellWord[]): boolean {
  return options.some(({ value }) => /^-(?:-user(?:=|$)|[A-Za-tv-z]*u)/.test(value));
}

/** Only where it has no options, and something follows. */
function removeSudo(
  document: DockerfileDocument,
  run: Instruction,
  { words, wrapperCount }: ShellCommand,
  index: number,
  isRoot: boolean,
): Fix | undefined {
  const sudo = words[index];
  const next = words[index + 1];
  if (run.json || wrapperCount === 0 || !sudo || !next || next.value.startsWith('-')) return undefined;
  // In a script in quotes whose words have no places of their own.
  if (next.start < sudo.end) return undefined;
  return {
    title: l10n.t('Remove sudo'),
    edits: [{ range: document.rangeOf({ start: sudo.start, end: next.start }), text: '' }],
    safe: isRoot,
  };
}
