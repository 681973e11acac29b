// What COPY --from names can be a stage or an image.
import { parseImageReference } from '../../image-reference.ts';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import { copyFrom } from '../meaning/copy-arguments.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { stageNamed } from '../text/stage.ts';

export const validCopyFrom: Rule = {
  id: 'valid-copy-from',
  aliases: ['FLAG_INVALID_FROM_VALUE'],
  severity: 'error',
  title: 'Copy from a stage or an image that can exist',
  why: 'COPY --from names an earlier stage, its number, or an image. The value must be written like one of those, and variables are not replaced in it. To copy from an image that a variable names, begin a stage with FROM $NAME AS tools, and copy from tools.',
  bad: 'FROM node:22-slim\nCOPY ⟦--from=⟧ app /app\n',
  good: 'FROM node:22-slim\nCOPY app /app\n',
  check(document, report) {
    for (const instruction of builderInstructions(document)) {
      const { from, fromFlag } = copyFrom(document, instruction);
      const message = from && fault(document, instruction, from.text);
      if (message === undefined || !fromFlag) continue;
      report({ range: document.rangeOf(from?.text ? from : fromFlag), message });
    }
  },
};

function fault(document: DockerfileDocument, { stageIndex }: Instruction, value: string): string | undefined {
  if (value === '') return '--from= names nothing; name a stage or an image, or leave the flag out';
  if (/\$[\w{]/.test(value)) {
    return `Variables are not replaced in --from; begin a stage with FROM ${shown(value)} AS name, and copy from that`;
  }
  if (/^\d+$/.test(value) || stageNamed(document.stages, value, stageIndex)) return undefined;
  // A later stage, or its own, is a mistake of another kind.
  if (stageNamed(document.stages, value, document.stages.length) || parseImageReference(value)) return undefined;
  return `"${shown(value)}" is neither an earlier stage nor the name of an image`;
}
