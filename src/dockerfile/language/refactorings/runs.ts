// Two RUNs as one, and one as two.
import * as l10n from '@vscode/l10n';
import { joinFix, leaky } from '../../families/joined-runs.ts';
import { lineBreak } from '../../rule-parts/edits.ts';
import { shellScript } from '../../shell/shell.ts';
import type { Instruction } from '../../text/document.ts';
import type { Refactor } from './refactoring.ts';

export const joinRuns: Refactor = ({ document, instruction }) => {
  const index = document.instructions.indexOf(instruction);
  const before = document.instructions[index - 1];
  if (instruction.keyword !== 'RUN' || before?.keyword !== 'RUN' || flagsOf(before) !== flagsOf(instruction))
    return undefined;
  const fix = joinFix(document, before, instruction);
  return fix && { kind: 'rewrite', title: fix.title, edits: fix.edits };
};

function flagsOf({ flags }: Instruction): string {
  return flags.map(({ name, value }) => `${name}=${value?.text ?? ''}`).join(' ');
}

/** Before the step that the selection begins in; of those before none may leave something for it in the shell. */
export const splitRun: Refactor = ({ document, instruction, selection }) => {
  if (instruction.keyword !== 'RUN' || instruction.json || instruction.heredocs.length > 0) return undefined;
  const { steps, commands } = shellScript(document, instruction);
  const at = steps?.findIndex(({ start, end }) => start <= selection.start && selection.start <= end) ?? -1;
  const step = steps?.[at];
  const before = steps?.[at - 1];
  if (!step || !before) return undefined;
  const leaves = commands.some(({ name, start }) => start < step.start && (name === '' || leaky.has(name)));
  if (leaves) return undefined;
  // Comments between the two would have to be put somewhere.
  if (document.text.slice(before.end, step.start).includes('#')) return undefined;
  const flags = instruction.flags.map(({ start, end }) => `${document.text.slice(start, end)} `).join('');
  if (/[\r\n]/.test(flags)) return undefined;
  const range = document.rangeOf({ start: before.end, end: step.start });
  return {
    kind: 'rewrite',
    title: l10n.t('Split into two RUN instructions here'),
    edits: [{ range, text: `${lineBreak(document)}RUN ${flags}` }],
  };
};
