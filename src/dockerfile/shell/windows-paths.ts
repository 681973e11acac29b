// Windows paths that end with a backslash at the end of a line: to the builder it continues the line.
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { lineAt } from '../text/logical-line.ts';
import { oncePerDocument } from '../text/read-once.ts';
import { usesPosixShell } from './shell-in-force.ts';

export interface PathAtLineEnd {
  readonly instruction: Instruction;
  /** With its backslash. */
  readonly path: Word;
}

/** `c:\` and `C:\app\`, at the end of a line. */
const drivePath = /(?:^|[\s"'=,])([A-Za-z]:\\(?:[^\s"'\\]+\\)*)[ \t]*$/;
/** `app\` and `\app\`, where the file is one for Windows. */
const plainPath = /\s(\\?(?:[\w.$%{}-]+\\)+)[ \t]*$/;
const takesPath = new Set(['COPY', 'ADD', 'WORKDIR', 'VOLUME']);

/** By the instruction: its first such path. None with `# escape=`, which is the remedy. */
export const pathsAtLineEnds = oncePerDocument((document): ReadonlyMap<Instruction, PathAtLineEnd> => {
  const found = new Map<Instruction, PathAtLineEnd>();
  if (document.escape !== '\\') return found;
  const hasDrives = document.text.includes(':\\');
  for (const instruction of document.instructions) {
    // Most files have no path of Windows, and most instructions stand on one line or on Linux.
    if (!hasDrives && (!takesPath.has(instruction.keyword) || usesPosixShell(document, instruction))) continue;
    const path = firstPath(document, instruction);
    if (path) found.set(instruction, { instruction, path });
  }
  return found;
});

function firstPath(document: DockerfileDocument, instruction: Instruction): Word | undefined {
  const { line, keyword } = instruction;
  if (!instructionNamed(keyword)) return undefined;
  const isWindows = takesPath.has(keyword) && !usesPosixShell(document, instruction);
  for (let at = line.start; at < line.end; ) {
    const { end, next } = lineAt(document.text, at);
    const text = document.text.slice(at, end);
    // On Linux such a line goes on for a good reason, unless the next one plainly begins an instruction.
    const match =
      drivePath.exec(text) ?? (isWindows && beginsInstruction(document, next) ? plainPath.exec(text) : null);
    if (match?.[1] && !text.trimStart().startsWith('#')) {
      const start = at + text.lastIndexOf(match[1]);
      return { text: match[1], start, end: start + match[1].length };
    }
    at = next;
  }
  return undefined;
}

function beginsInstruction({ text }: DockerfileDocument, offset: number): boolean {
  const word = /^[ \t]*([A-Z]+)(?=\s)/.exec(text.slice(offset, offset + 40))?.[1];
  return offset >= text.length || (word !== undefined && instructionNamed(word) !== undefined);
}
