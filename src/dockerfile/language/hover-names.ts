// What is told of variables and stages: values, and what they have to do with the rest of the file.
import * as l10n from '@vscode/l10n';
import { predefinedVariableHelp } from '../knowledge/variable-help.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Stage } from '../text/stage.ts';
import { code } from './markdown.ts';
import type { Occurrence } from './named.ts';
import type { Told } from './told.ts';
import { variableValue } from './variable-values.ts';

/** Where a variable has its value from. */
export const variableSentences = {
  setByEnv: (line: number) => l10n.t('Set by ENV in line {0}, during the build and in containers.', line),
  setByArg: (line: number, option: string) =>
    l10n.t('Set by ARG in line {0}. A build can override it with {1}.', line, option),
  declared: (line: number, option: string) =>
    l10n.t('Declared by ARG in line {0} without a value. A build can set it with {1}.', line, option),
};

/** undefined of a variable of which nothing is known. */
export function variableHover(document: DockerfileDocument, place: Occurrence): Told | undefined {
  const { name } = place.of;
  const { value, setBy } = variableValue(document, place);
  const parts: string[] = [];
  if (value === '') parts.push(l10n.t('{0} is empty.', code(name)));
  else if (value !== undefined) parts.push(`${code(name)} = ${code(value)}`);
  if (setBy) {
    const line = document.positionAt(setBy.start).line + 1;
    const option = code(`--build-arg ${name}=…`);
    if (setBy.keyword === 'ENV') parts.push(variableSentences.setByEnv(line));
    else if (value === undefined) {
      parts.push(variableSentences.declared(line, option));
    } else parts.push(variableSentences.setByArg(line, option));
  }
  const help = predefinedVariableHelp(name);
  if (help !== undefined) parts.push(help);
  return { span: place.use ?? place, parts };
}

/** More is a list that nobody reads. */
const mostUses = 8;

export function stageHover(document: DockerfileDocument, place: Occurrence): Told | undefined {
  const { stage } = place.of;
  if (!stage) return undefined;
  const line = document.positionAt(stage.from.start).line + 1;
  const uses = place.of.places.filter(({ isDeclaration }) => !isDeclaration);
  const lines = uses.map(({ start, instruction }) =>
    l10n.t('{0} in line {1}', instruction.keyword, document.positionAt(start).line + 1),
  );
  const shown = [...lines.slice(0, mostUses), ...(lines.length > mostUses ? ['…'] : [])].join(', ');
  const isLast = stage.index === document.stages.length - 1;
  const begins = l10n.t('Stage {0} begins in line {1}: {2}', code(nameOf(stage)), line, code(stage.from.line.text));
  const lastStage = l10n.t('This is the last stage, which is built by default.');
  const unused = l10n.t('No other stage uses it. It is built only with --target.');
  const used = lines.length > 0 ? l10n.t('Used by {0}.', shown) : isLast ? lastStage : unused;
  return { span: place, parts: [begins, used] };
}

function nameOf({ name, index }: Stage): string {
  return name?.text ?? String(index);
}
