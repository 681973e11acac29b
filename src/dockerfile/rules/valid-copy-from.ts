// What COPY --from names can be a stage or an image.
import { impossibleFrom, meantFix } from '../families/copy-from-name.ts';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import { copyFrom } from '../meaning/copy-arguments.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const validCopyFrom: Rule = {
  id: 'valid-copy-from',
  aliases: ['FLAG_INVALID_FROM_VALUE', 'DL3022'],
  severity: 'error',
  title: 'Copy from a stage or an image that can exist',
  why: 'COPY --from names an earlier stage, its number, or an image. The value must be written like one of those, and variables are not replaced in it. To copy from an image that a variable names, begin a stage with FROM $NAME AS tools, and copy from tools.',
  bad: 'FROM node:22-slim\nCOPY ⟦--from=⟧ app /app\n',
  good: 'FROM node:22-slim\nCOPY app /app\n',
  check(document, report) {
    for (const instruction of builderInstructions(document)) {
      const { from, fromFlag } = copyFrom(document, instruction);
      const message = from && impossibleFrom(document, instruction, from.text);
      if (message === undefined || !fromFlag) continue;
      // hadolint takes all that has no colon for the name of a stage.
      const isUnknownStage = from !== undefined && from.text !== '' && !from.text.includes(':');
      report({
        range: document.rangeOf(from?.text ? from : fromFlag),
        message,
        aliases: isUnknownStage && instruction.keyword === 'COPY' ? validCopyFrom.aliases : ['FLAG_INVALID_FROM_VALUE'],
        fix: isUnknownStage ? meantFix(document, instruction, from) : undefined,
      });
    }
  },
};
