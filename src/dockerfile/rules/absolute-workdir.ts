// A WORKDIR that is relative to an unknown folder. One below an absolute WORKDIR of the same file is clear enough.
import { baseOf } from '../base-image.ts';
import type { DockerfileDocument, Instruction } from '../document.ts';
import type { Report, Rule } from '../rule.ts';
import { globalVariables } from '../variables.ts';

export const absoluteWorkdir: Rule = {
  id: 'absolute-workdir',
  aliases: ['DL3000', 'WorkdirRelativePath', 'WORKDIR_IS_NOT_ABSOLUTE'],
  severity: 'warning',
  title: 'Give WORKDIR an absolute path',
  why: 'A relative WORKDIR is added to the one before it. If that is set in the base image, the folder changes when the base image changes it, and nobody can read from the Dockerfile where the files are.',
  bad: 'FROM node:22-slim\nWORKDIR ⟦app⟧\n',
  good: 'FROM node:22-slim\nWORKDIR /app\n',
  check(document, report) {
    const variables = globalVariables(document);
    const beforeFrom = document.instructions.filter(({ stageIndex }) => stageIndex < 0);
    checkWorkdirs(document, beforeFrom, report);
    /** Of each stage: whether it, or one that it starts from, has an absolute WORKDIR. */
    const isKnown: boolean[] = [];
    for (const stage of document.stages) {
      const base = baseOf(document, stage, variables);
      const inherits = base.kind === 'stage' && isKnown[base.stage.index] === true;
      isKnown[stage.index] =
        inherits || stage.instructions.some((other) => other.keyword === 'WORKDIR' && isAbsolute(other));
      if (!inherits) checkWorkdirs(document, stage.instructions, report);
    }
  },
};

/** BuildKit says it of the first of a stage alone. */
const aliasesOfOthers = ['DL3000', 'WORKDIR_IS_NOT_ABSOLUTE'];

function checkWorkdirs(document: DockerfileDocument, instructions: readonly Instruction[], report: Report): void {
  let isFirst = true;
  for (const workdir of instructions) {
    if (workdir.keyword !== 'WORKDIR' || workdir.rest.text === '') continue;
    if (isAbsolute(workdir)) return;
    const range = document.rangeOf(workdir.rest);
    const path = workdir.rest.text;
    const plain = /^(?:\.\/)*(\w[\w@.-]*(?:\/\w[\w@.-]*)*)\/?$/.exec(path)?.[1];
    report({
      range,
      aliases: isFirst ? absoluteWorkdir.aliases : aliasesOfOthers,
      message: `The folder ${path} is relative to a WORKDIR that only the base image knows; write an absolute path`,
      fix:
        plain === undefined
          ? undefined
          : { title: `Change to /${plain}`, edits: [{ range, text: `/${plain}` }], safe: false },
    });
    isFirst = false;
  }
}

/** Also what may be: a variable in front is often an absolute path. */
function isAbsolute({ rest }: Instruction): boolean {
  return /^["']?(?:[/\\$]|[A-Za-z]:[\\/]|%)/.test(rest.text);
}
