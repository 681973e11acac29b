// `cd` in RUN changes the folder for that RUN only.

import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import { type ShellCommand, type ShellScript, shellScript } from '../shell/shell.ts';
import { type DockerfileDocument, type Instruction, instructionGroups } from '../text/document.ts';

export const workdirNotCd: Rule = {
  id: 'workdir-not-cd',
  aliases: ['DL3003'],
  severity: 'info',
  title: l10n.t('Use WORKDIR to change directories'),
  why: l10n.t(
    'Every RUN starts in the WORKDIR. A cd only lasts until the end of its RUN, so readers have to follow it, and the next instruction runs somewhere else. WORKDIR sets the directory once.',
  ),
  bad: 'FROM debian:12\nCOPY src /src\nRUN ⟦cd /src⟧ && make\nWORKDIR /app\n',
  good: 'FROM debian:12\nCOPY src /src\nWORKDIR /src\nRUN make\nWORKDIR /app\n',
  check(document, report) {
    for (const instructions of instructionGroups(document)) {
      let folder: string | undefined;
      instructions.forEach((instruction, index) => {
        if (instruction.keyword === 'WORKDIR') folder = instruction.rest.text;
        if (instruction.keyword !== 'RUN') return;
        const script = shellScript(document, instruction);
        // The first says it all: after it, nothing stands where it seems to.
        const cd = script.commands.find(({ name, deferred }) => name === 'cd' && !deferred);
        if (!cd) return;
        report({
          range: document.rangeOf(cd),
          message: l10n.t(
            'cd only lasts until the end of this RUN; use {0}',
            ['WORKDIR', ...(cd.args[0] ? [cd.args[0].value] : [])].join(' '),
          ),
          fix: workdirFix(document, { run: instruction, before: folder, next: instructions[index + 1] }, script, cd),
        });
      });
    }
  },
};

interface RunPlace {
  readonly run: Instruction;
  /** The WORKDIR that holds */
  readonly before: string | undefined;
  readonly next: Instruction | undefined;
}

/**
 * `RUN cd /x && make` becomes `WORKDIR /x` and `RUN make`, and what follows gets its own folder back. Only if nothing else
 * in the RUN cares where it is, and the folder of what follows is known.
 */
function workdirFix(
  document: DockerfileDocument,
  { run, before, next }: RunPlace,
  { commands, steps }: ShellScript,
  cd: ShellCommand,
): Fix | undefined {
  const [folder, ...more] = cd.args;
  const [first, second] = steps ?? [];
  const isFirstStep = first?.start === cd.start && first.end === cd.end && !cd.decorated && cd.wrapperCount === 0;
  const moves = commands.filter(({ name }) => ['cd', 'pushd', 'popd'].includes(name));
  if (!isFirstStep || !second || moves.length > 1 || run.json || run.flags.length > 0 || run.heredocs.length > 0)
    return undefined;
  if (!folder?.literal || more.length > 0 || !/^\/[\w@.+/-]*$/.test(folder.value)) return undefined;

  const returns = next?.keyword === 'WORKDIR' && next.rest.text.startsWith('/');
  if (!returns && !before?.startsWith('/')) return undefined;
  const newline = lineBreak(document);
  const end = document.positionAt(run.end);
  return {
    title: l10n.t('Use WORKDIR {0}', folder.value),
    edits: [
      {
        range: document.rangeOf({ start: run.start, end: second.start }),
        text: `WORKDIR ${folder.value}${newline}RUN `,
      },
      ...(returns ? [] : [{ range: { start: end, end }, text: `${newline}WORKDIR ${before}` }]),
    ],
    safe: false,
  };
}
