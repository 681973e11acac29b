// A name for a stage, and a stage for the steps above the cursor.
import * as l10n from '@vscode/l10n';
import { freeStageName } from '../../meaning/stage-names.ts';
import { lineBreak } from '../../rule-parts/edits.ts';
import type { Edit } from '../../text/range.ts';
import { stageNames } from '../names.ts';
import type { Refactor } from './refactoring.ts';

/** With the numbers that mean it. */
export const nameStage: Refactor = ({ document, instruction }) => {
  const stage = document.stages.find(({ from }) => from === instruction);
  if (!stage?.base || stage.name || instruction.words.length !== 1) return undefined;
  const name = freeStageName(document, stage.index === document.stages.length - 1 ? 'final' : 'build');
  const at = document.positionAt(stage.base.end);
  const uses = stageNames(document).find((named) => named.stage === stage)?.places ?? [];
  const edits: Edit[] = [{ range: { start: at, end: at }, text: ` AS ${name}` }];
  edits.push(
    ...uses.filter(({ isNumber }) => isNumber).map((place) => ({ range: document.rangeOf(place), text: name })),
  );
  return { kind: 'rewrite', title: l10n.t('Name the stage'), edits };
};

/** What stands above in the stage becomes one of its own, and this one starts from it. */
export const extractStage: Refactor = ({ document, instruction }) => {
  const stage = document.stages[instruction.stageIndex];
  if (!stage?.base || stage.from === instruction || stage.instructions.length < 3 || stage.from.words.length === 2)
    return undefined;
  const index = stage.instructions.indexOf(instruction);
  if (index < 2 || stage.from.heredocs.length > 0) return undefined;
  const newline = lineBreak(document);
  const own = stage.name?.text;
  const base = freeStageName(document, own === undefined ? 'base' : `${own.toLowerCase()}-base`);
  const start = document.positionAt(instruction.start);
  const at = { line: start.line, character: 0 };
  const name = stage.name;
  const naming: Edit = name
    ? { range: document.rangeOf(name), text: base }
    : { range: document.rangeOf({ start: stage.base.end, end: stage.base.end }), text: ` AS ${base}` };
  const text = `${newline}FROM ${base}${own === undefined ? '' : ` AS ${own}`}${newline}`;
  return {
    kind: 'extract',
    title: l10n.t('Extract the steps above into a stage'),
    edits: [naming, { range: { start: at, end: at }, text }],
  };
};
