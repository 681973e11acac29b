// Pipes that fail when one of their commands fails. The fix is only offered: it may be another shell, and a pipe whose left
// side ends early on purpose (yes | …) fails then.
import { baseFamily, type Family } from '../base-family.ts';
import type { DockerfileDocument, Instruction } from '../document.ts';
import { lineBreak } from '../edits.ts';
import type { Fix, LintSurroundings, Rule } from '../rule.ts';
import { firstUnsafePipe, setsPipefail } from '../shell-pipes.ts';
import { stageNamed } from '../stage.ts';

const shells: Readonly<Record<Family, string>> = {
  alpine: '/bin/ash',
  debian: '/bin/bash',
  redhat: '/bin/bash',
  suse: '/bin/bash',
  arch: '/bin/bash',
};

export const pipefailWithPipes: Rule = {
  id: 'pipefail-with-pipes',
  aliases: ['DL4006'],
  severity: 'info',
  title: 'Let a pipe fail when its first command fails',
  why: 'In a | b the shell only looks at how b ends. If a download fails on the left side, b works on nothing, and the build goes on as if all were well. With the option pipefail the build stops there.',
  bad: 'FROM debian:12\nRUN cat /etc/passwd ⟦|⟧ sort > /users\n',
  good: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN cat /etc/passwd | sort > /users\n',
  check(document, report, surroundings) {
    /** What holds at the end of each stage, and at the start of those made from it. */
    const ends: boolean[] = [];
    let stageIndex = -1;
    let isSafe = false;
    let fix: Fix | undefined;
    let isLooked = false;
    document.instructions.forEach((instruction, index) => {
      if (instruction.stageIndex !== stageIndex) {
        stageIndex = instruction.stageIndex;
        const base = document.stages[stageIndex]?.base?.text ?? '';
        isSafe = ends[stageNamed(document.stages, base, stageIndex)?.index ?? -1] === true;
        fix = undefined;
        isLooked = false;
      }
      if (instruction.keyword === 'SHELL') isSafe = setsPipefail(instruction);
      if (stageIndex >= 0) ends[stageIndex] = isSafe;
      if (instruction.keyword !== 'RUN' || isSafe) return;
      const pipe = firstUnsafePipe(document, instruction);
      if (!pipe) return;
      // One SHELL, in front of the first, serves all of the stage.
      if (!isLooked) fix = shellFix(document, instruction, document.instructions[index - 1], surroundings);
      isLooked = true;
      report({
        range: document.rangeOf(pipe),
        message: 'If the command in front of this pipe fails, the build goes on; set SHELL with -o pipefail',
        fix: instruction.json ? undefined : fix,
      });
    });
  },
};

function shellFix(
  document: DockerfileDocument,
  run: Instruction,
  before: Instruction | undefined,
  { buildArguments }: LintSurroundings,
): Fix | undefined {
  const family = baseFamily(document, run.stageIndex, buildArguments);
  if (!before || !family || document.instructions.some(({ keyword }) => keyword === 'SHELL')) return undefined;
  const position = document.positionAt(before.end);
  return {
    title: 'Set SHELL with -o pipefail',
    edits: [
      {
        range: { start: position, end: position },
        text: `${lineBreak(document)}SHELL ["${shells[family]}", "-o", "pipefail", "-c"]`,
      },
    ],
    safe: false,
  };
}
