// The packages of an install in the order of the alphabet: what is there, and what twice, is seen at a glance.
import * as l10n from '@vscode/l10n';
import { packageCalls } from '../../packages/calls.ts';
import { type ManagerName, managers } from '../../packages/managers.ts';
import type { Edit } from '../../text/range.ts';
import type { Refactor } from './refactoring.ts';

const actions = new Set(['install', 'add', 'in', 'i', 'get']);

export const sortPackages: Refactor = ({ document, instruction, selection }) => {
  const calls = packageCalls(document, names).filter(
    ({ run, action }) => (run === instruction || run === instruction.inner) && action && actions.has(action.value),
  );
  const call =
    calls.find(({ command }) => command.start <= selection.start && selection.start <= command.end) ??
    (calls.length === 1 ? calls[0] : undefined);
  if (!call) return undefined;
  const { subjects } = call;
  const texts = subjects.map(({ start, end }) => document.text.slice(start, end));
  // Words over lines, and those of which only the shell knows what they are, stay where they are.
  if (subjects.some(({ literal }) => !literal) || texts.some((text) => /\s/.test(text))) return undefined;
  const sorted = texts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const edits = subjects.flatMap((subject, index): Edit[] => {
    const text = sorted[index] ?? '';
    return text === texts[index] ? [] : [{ range: document.rangeOf(subject), text }];
  });
  return edits.length === 0 ? undefined : { kind: 'rewrite', title: l10n.t('Sort packages'), edits };
};

const names = Object.keys(managers) as ManagerName[];
