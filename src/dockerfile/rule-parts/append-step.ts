// A command more at the end of a RUN's script, in the style of its lines.

import { type ShellScript, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Edit } from '../text/range.ts';
import { lineBreak } from './edits.ts';

/**
 * `&& command` behind the script's last command, so that it runs if and only if all went well before; empty where the
 * script does not simply go on from one command to the next.
 */
export function appendStep(document: DockerfileDocument, run: Instruction, command: string): Edit[] {
  if (run.json || run.heredocs.length > 0) return [];
  const script = shellScript(document, run);
  const end = endOfSteps(script);
  return end === undefined ? [] : [{ range: rangeAt(document, end), text: joined(document, run, end, command) }];
}

/** `&& command` behind a command that is a step of the script itself. */
export function insertStep(
  document: DockerfileDocument,
  run: Instruction,
  behind: { readonly end: number },
  command: string,
): Edit[] {
  if (run.json || run.heredocs.length > 0) return [];
  const isStep = shellScript(document, run).steps?.some(({ end }) => end === behind.end);
  return isStep ? [{ range: rangeAt(document, behind.end), text: joined(document, run, behind.end, command) }] : [];
}

const neverReturns = new Set(['exec', 'exit', 'return']);

function endOfSteps({ commands, steps }: ShellScript): number | undefined {
  const last = commands.reduce((a, b) => (b.end > a.end ? b : a), commands[0] ?? { end: -1 });
  if (!('name' in last) || last.background || neverReturns.has(last.words[0]?.value ?? '')) return undefined;
  const step = steps?.at(-1);
  if (step) return step.end >= last.end ? step.end : undefined;
  return last.nested || last.deferred ? undefined : last.end;
}

function rangeAt(document: DockerfileDocument, offset: number): Edit['range'] {
  const position = document.positionAt(offset);
  return { start: position, end: position };
}

function joined(document: DockerfileDocument, run: Instruction, at: number, command: string): string {
  const first = document.positionAt(run.start).line;
  const last = document.positionAt(at).line;
  if (first === last) return ` && ${command}`;
  const line = document.lineText(last);
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const newline = lineBreak(document);
  const before = document.lineText(last - 1).trimEnd();
  const mark = document.escape;
  if (before.endsWith(`&& ${mark}`) || before.endsWith(`&&${mark}`)) return ` && ${mark}${newline}${indent}${command}`;
  return ` ${mark}${newline}${/^\s*&&/.test(line) ? indent : indent.slice(0, 4) || '    '}&& ${command}`;
}
