// What is told of variables and stages: values, and what they have to do with the rest of the file.
import { predefinedVariableHelp } from '../knowledge/variable-help.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { code } from './markdown.ts';
import type { Occurrence } from './named.ts';
import { declarationsOf } from './names.ts';
import type { Told } from './told.ts';
import { variableValue } from './variable-values.ts';

/** undefined of a variable of which nothing is known. */
export function variableHover(document: DockerfileDocument, place: Occurrence): Told | undefined {
  const { name } = place.of;
  const { value, setBy } = variableValue(document, place);
  const parts: string[] = [];
  if (value !== undefined) parts.push(`${code(name)} is ${value === '' ? 'empty' : code(value)}`);
  if (setBy) {
    const line = document.positionAt(setBy.start).line + 1;
    const origin = `${setBy.keyword} in line ${line}`;
    if (setBy.keyword === 'ARG') {
      parts.push(
        value === undefined
          ? `${code(name)} has no value by default; a build may set it with \`--build-arg ${name}=…\` (${origin}).`
          : `Set by ${origin}; a build may set another with \`--build-arg ${name}=…\`.`,
      );
    } else parts.push(`Set by ${origin}, at build and in containers.`);
  }
  const help = predefinedVariableHelp(name);
  if (help !== undefined) parts.push(help);
  if (parts.length === 0 && declarationsOf(place.of).length === 0) return undefined;
  return { span: place.use ?? place, parts };
}

/** More is a list that nobody reads. */
const mostUses = 8;

export function stageHover(document: DockerfileDocument, place: Occurrence): Told | undefined {
  const { stage } = place.of;
  if (!stage) return undefined;
  const line = document.positionAt(stage.from.start).line + 1;
  const base = basesOf(document)[stage.index];
  const from =
    base?.kind === 'image'
      ? `the image ${code(base.reference)}`
      : base?.kind === 'stage'
        ? `the stage ${code(base.stage.name?.text ?? String(base.stage.index))}`
        : base?.kind === 'scratch'
          ? 'nothing (scratch)'
          : code(stage.base?.text ?? '?');
  const uses = place.of.places.filter(({ isDeclaration }) => !isDeclaration);
  const lines = uses.map(
    ({ start, instruction }) => `${instruction.keyword} in line ${document.positionAt(start).line + 1}`,
  );
  const shown = lines.slice(0, mostUses).join(', ');
  const more = lines.length > mostUses ? ` and ${lines.length - mostUses} more` : '';
  const isLast = stage.index === document.stages.length - 1;
  const used =
    lines.length > 0
      ? `Used by ${shown}${more}.`
      : isLast
        ? 'It is the last stage: what is built if nothing else is said.'
        : 'No other stage uses it; only a build with `--target` makes it.';
  return {
    span: place,
    parts: [`Stage ${code(stage.name?.text ?? String(stage.index))} begins in line ${line}, from ${from}.`, used],
  };
}
