// A WORKDIR that is relative to an unknown folder. One below an absolute WORKDIR of the same file is clear enough.
import { stageLineage } from '../base-image.ts';
import type { DockerfileDocument, Instruction, Stage } from '../document.ts';
import type { Rule } from '../rule.ts';
import { globalVariables, type Variables } from '../variables.ts';

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
    for (const stage of document.stages) {
      for (const workdir of stage.instructions) {
        if (workdir.keyword !== 'WORKDIR' || workdir.rest.text === '') continue;
        if (isAbsolute(workdir)) break;
        if (inheritsAbsolute(document, stage, variables)) break;
        const range = document.rangeOf(workdir.rest);
        const path = workdir.rest.text;
        const plain = /^(?:\.\/)*([\w@.-][\w@./-]*)$/.exec(path);
        const absolute = plain && !plain[1]?.includes('..') ? `/${plain[1]}` : undefined;
        report({
          range,
          message: `The folder ${path} is relative to a WORKDIR that only the base image knows; write an absolute path`,
          fix:
            absolute && absolute !== '/.'
              ? { title: `Change to ${absolute}`, edits: [{ range, text: absolute }], safe: false }
              : undefined,
        });
      }
    }
  },
};

/** Also what may be: a variable in front is often an absolute path. */
function isAbsolute({ rest }: Instruction): boolean {
  return /^["']?(?:[/\\$]|[A-Za-z]:|%)/.test(rest.text);
}

function inheritsAbsolute(document: DockerfileDocument, stage: Stage, variables: Variables): boolean {
  return stageLineage(document, stage, variables)
    .slice(1)
    .some(({ instructions }) => instructions.some((other) => other.keyword === 'WORKDIR' && isAbsolute(other)));
}
