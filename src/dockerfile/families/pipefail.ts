// The family of rules about pipes whose failure nobody sees. The fix is only offered: it may be another shell, and a pipe
// whose left side ends early on purpose (yes | …) fails then.
import * as l10n from '@vscode/l10n';
import { baseFamily, type Family } from '../meaning/base-family.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, LintSurroundings, Rule } from '../rule-parts/rule.ts';
import { shellInForce } from '../shell/shell-in-force.ts';
import { pipesOf, type RunPipes, setsPipefail } from '../shell/shell-pipes.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';

const shells: Readonly<Record<Family, string>> = {
  alpine: '/bin/ash',
  debian: '/bin/bash',
  redhat: '/bin/bash',
  suse: '/bin/bash',
  arch: '/bin/bash',
};

/** `pipe`: the one of a RUN that is told, if one is. */
export function pipefailCheck(pipe: (pipes: RunPipes) => Span | undefined, message: () => string): Rule['check'] {
  return (document, report, surroundings) => {
    /** Of each stage: one SHELL, in front of its first such RUN, serves all of it. */
    const fixes = new Map<number, Fix | undefined>();
    document.instructions.forEach((instruction, index) => {
      if (instruction.keyword !== 'RUN') return;
      const told = pipe(pipesOf(document, instruction));
      if (!told) return;
      const { setBy } = shellInForce(document, instruction);
      if (setBy && setsPipefail(setBy)) return;
      const { stageIndex } = instruction;
      if (!fixes.has(stageIndex)) {
        fixes.set(stageIndex, shellFix(document, instruction, document.instructions[index - 1], surroundings));
      }
      report({
        range: document.rangeOf(told),
        message: message(),
        fix: instruction.json ? undefined : fixes.get(stageIndex),
      });
    });
  };
}

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
    title: l10n.t('Set SHELL with -o pipefail'),
    edits: [
      {
        range: { start: position, end: position },
        text: `${lineBreak(document)}SHELL ["${shells[family]}", "-o", "pipefail", "-c"]`,
      },
    ],
    safe: false,
  };
}
