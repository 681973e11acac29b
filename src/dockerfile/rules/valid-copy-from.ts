// What COPY --from names can be a stage or an image.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { builderInstructionsOf, isTrigger } from '../meaning/builder-instructions.ts';
import { copyFrom } from '../meaning/copy-arguments.ts';
import { stageNamed } from '../meaning/named-stage.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { isNamedContext } from '../rule-parts/named-context.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const validCopyFrom: Rule = {
  id: 'valid-copy-from',
  aliases: ['FLAG_INVALID_FROM_VALUE', 'DL3022'],
  severity: 'error',
  title: l10n.t('Copy from a valid stage or image name'),
  why: l10n.t(
    'COPY --from takes an earlier stage, its number, or an image. Variables are not replaced in it. To copy from an image that a variable names, begin a stage with FROM $NAME AS tools, and copy from tools.',
  ),
  bad: 'FROM node:22-slim\nCOPY ⟦--from=⟧ app /app\n',
  good: 'FROM node:22-slim\nCOPY app /app\n',
  check(document, report, surroundings) {
    for (const instruction of builderInstructionsOf(document, 'COPY')) {
      const { from, fromFlag } = copyFrom(document, instruction);
      // A context may stand in for a stage, and then it does not matter where that is.
      if (from && isNamedContext(surroundings, from.text) && parseImageReference(from.text)) continue;
      const message = from && fault(document, instruction, from.text);
      if (message === undefined || !from || !fromFlag) continue;
      report({ range: document.rangeOf(from.text === '' ? fromFlag : from), message, aliases: aliasesOf(from.text) });
    }
  },
};

function fault(document: DockerfileDocument, copy: Instruction, value: string): string | undefined {
  const { stageIndex } = copy;
  if (value === '') return l10n.t('--from= has no value; name a stage or an image, or remove the flag');
  if (/\$[\w{]/.test(value)) {
    return l10n.t(
      'Variables are not replaced in --from; begin a stage with FROM {0} AS name, and copy from it',
      excerpt(value),
    );
  }
  if (stageNamed(document, value, stageIndex)) return undefined;
  if (isTrigger(copy) && /^\d+$|^[a-z][\w.-]*$/i.test(value)) return undefined;
  const named = stageNamed(document, value, document.stages.length);
  // Its own stage is a mistake of another kind.
  if (named?.index === stageIndex || value === String(stageIndex)) return undefined;
  if (named) {
    const line = document.positionAt(named.from.start).line + 1;
    return l10n.t(
      'The stage {0} only begins in line {1}; it must come before the stage that copies from it',
      excerpt(value),
      line,
    );
  }
  if (/^\d+$/.test(value)) {
    return Number(value) < stageIndex
      ? undefined
      : l10n.t('There is no earlier stage {0}; the first stage has number 0', excerpt(value));
  }
  if (parseImageReference(value)) return undefined;
  return l10n.t('"{0}" is neither an earlier stage nor an image name', excerpt(value));
}

/** hadolint speaks of all that is no earlier stage. */
function aliasesOf(value: string): readonly string[] {
  return value === '' || value.includes(':') ? ['FLAG_INVALID_FROM_VALUE'] : ['FLAG_INVALID_FROM_VALUE', 'DL3022'];
}
