// The shell form of CMD, ENTRYPOINT and RUN as a JSON array, and back.
import * as l10n from '@vscode/l10n';
import { shellScript } from '../../shell/shell.ts';
import { usesPosixShell } from '../../shell/shell-in-force.ts';
import type { Instruction } from '../../text/document.ts';
import type { Refactor } from './refactoring.ts';

const hasBoth = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** One command, of which no shell has to replace anything. */
export const toJson: Refactor = ({ document, instruction }) => {
  const target = commandOf(instruction);
  if (!target || target.json || target.heredocs.length > 0) return undefined;
  const { single } = shellScript(document, target);
  if (!single) return undefined;
  const text = `[${single.words.map(({ value }) => JSON.stringify(value)).join(', ')}]`;
  return {
    kind: 'rewrite',
    title: l10n.t('Convert to a JSON array'),
    edits: [{ range: document.rangeOf(target.rest), text }],
  };
};

export const fromJson: Refactor = ({ document, instruction }) => {
  const target = commandOf(instruction);
  if (!target?.json || target.json.length === 0 || !usesPosixShell(document, target)) return undefined;
  // What an ENTRYPOINT is given is no command.
  const stage = document.stages[instruction.stageIndex];
  if (target.keyword === 'CMD' && stage?.instructions.some(({ keyword }) => keyword === 'ENTRYPOINT')) return undefined;
  const words = target.json.map(({ text }) => text);
  if (words[0]?.startsWith('-')) return undefined;
  // A line of the file cannot hold it.
  if (words.some((word) => /[\r\n]/.test(word))) return undefined;
  const text = words.map(quoted).join(' ');
  return {
    kind: 'rewrite',
    title: l10n.t('Convert to shell form'),
    edits: [{ range: document.rangeOf(target.rest), text }],
  };
};

/** The CMD of a HEALTHCHECK, the trigger of an ONBUILD. */
function commandOf(instruction: Instruction): Instruction | undefined {
  const target = instruction.inner ?? instruction;
  return hasBoth.has(target.keyword) ? target : undefined;
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
