// Pipes that fail when one of their commands fails. The fix is only offered: it may be another shell, and a pipe whose left
// side ends early on purpose (yes | …) fails then.
import { baseFamily, type Family } from '../meaning/base-family.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, LintSurroundings, Rule } from '../rule-parts/rule.ts';
import { shellInForce } from '../shell/shell-in-force.ts';
import { firstUnsafePipe, setsPipefail } from '../shell/shell-pipes.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

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
    /** One SHELL, in front of the first, serves all of the stage. */
    const fixes = new Map<number, Fix | undefined>();
    document.instructions.forEach((instruction, index) => {
      if (instruction.keyword !== 'RUN') return;
      const { setBy } = shellInForce(document, instruction);
      if (setBy && setsPipefail(setBy)) return;
      const pipe = firstUnsafePipe(document, instruction);
      if (!pipe) return;
      const { stageIndex } = instruction;
      if (!fixes.has(stageIndex)) {
        fixes.set(stageIndex, shellFix(document, instruction, document.instructions[index - 1], surroundings));
      }
      report({
        range: document.rangeOf(pipe),
        message: 'If the command in front of this pipe fails, the build goes on; set SHELL with -o pipefail',
        fix: instruction.json ? undefined : fixes.get(stageIndex),
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
