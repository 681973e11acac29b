// A Dockerfile as data: one parse, shared by all that looks at it. Text in, plain data out; it never throws, whatever the
// text, and takes time in proportion to its length. Follows BuildKit's parser (frontend/dockerfile/parser).
import { type Instruction, readInstruction } from './instruction.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';
import { type EscapeCharacter, lineAt, readLogicalLine, skipBlanks } from './logical-line.ts';
import type { Span } from './range.ts';
import { type Stage, stagesOf } from './stage.ts';

export type { Flag, Instruction, Word } from './instruction.ts';
export type { Stage } from './stage.ts';

/** A parser directive at the top of the file (`# syntax=docker/dockerfile:1`). */
export interface Directive extends Span {
  /** In lower case: `syntax`, `escape` or `check` */
  readonly name: string;
  readonly value: string;
}

export interface DockerfileDocument extends LineIndex {
  readonly text: string;
  readonly escape: EscapeCharacter;
  readonly directives: readonly Directive[];
  /** Comments in order, from `#` to the end of the line; also those between continued lines, not those in heredocs. */
  readonly comments: readonly Span[];
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** What read-once.ts keeps of it; nobody else looks. */
  readonly readings: Map<unknown, unknown>;
  /** Of how many versions in a row something is kept. */
  readonly keptVersions: number;
}

/** What is kept holds the text of its version: each version is held at most so long. */
const mostKeptVersions = 50;

/** `before`: an earlier version of it, of which the instructions are taken up to where the two differ. */
export function parseDockerfile(text: string, before?: DockerfileDocument): DockerfileDocument {
  const directives = readDirectives(text);
  const escapeCharacter: EscapeCharacter = directives.some(({ name, value }) => name === 'escape' && value === '`')
    ? '`'
    : '\\';
  const kept = before?.escape === escapeCharacter ? beginningOf(before, text) : undefined;
  const comments = kept?.comments ?? [];
  const instructions = kept?.instructions ?? [];
  let stageIndex = instructions.at(-1)?.stageIndex ?? -1;
  let offset = kept?.end ?? startOfText(text);
  while (offset < text.length) {
    const { end, next } = lineAt(text, offset);
    const first = skipBlanks(text, offset, end);
    if (first === end) offset = next;
    else if (text[first] === '#') {
      comments.push({ start: first, end });
      offset = next;
    } else {
      const line = readLogicalLine(text, offset, escapeCharacter);
      if (/^from(\s|$)/i.test(line.text.slice(0, 5))) stageIndex++;
      comments.push(...line.comments);
      // A continuation may be all there is (`\` and nothing below).
      if (line.text.trim() === '') {
        offset = line.next;
        continue;
      }
      const read = readInstruction(text, line, stageIndex);
      instructions.push(read.instruction);
      offset = read.next;
    }
  }
  return {
    ...createLineIndex(text),
    text,
    escape: escapeCharacter,
    directives,
    comments,
    instructions,
    stages: stagesOf(instructions),
    readings: new Map(),
    keptVersions: before && kept ? before.keptVersions + 1 : 0,
  };
}

interface Beginning {
  readonly instructions: Instruction[];
  readonly comments: Span[];
  /** Where the first line begins that is to be read. */
  readonly end: number;
}

/** What `before` has in front of the instruction in which `text` differs from it: no instruction looks beyond the next one. */
function beginningOf(before: DockerfileDocument, text: string): Beginning | undefined {
  if (before.keptVersions >= mostKeptVersions) return undefined;
  const same = lengthOfSame(before.text, text);
  const next = before.instructions.findLastIndex(({ line }) => line.start <= same);
  const first = before.instructions[next];
  if (!first || next === 0) return undefined;
  const end = text.lastIndexOf('\n', first.line.start - 1) + 1;
  return {
    instructions: before.instructions.slice(0, next),
    comments: before.comments.filter(({ start }) => start < end),
    end,
  };
}

function lengthOfSame(one: string, other: string): number {
  const longest = Math.min(one.length, other.length);
  let length = 0;
  while (length < longest && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return length;
}

/** Each stage's instructions; in front, if there are any, those before the first FROM (a file that is being written). */
export function instructionGroups({ instructions, stages }: DockerfileDocument): (readonly Instruction[])[] {
  const before = instructions.slice(0, stages[0] ? instructions.indexOf(stages[0].from) : instructions.length);
  const groups = stages.map((stage) => stage.instructions);
  return before.length === 0 ? groups : [before, ...groups];
}

const directive = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i;
const directiveNames = new Set(['syntax', 'escape', 'check']);

/**
 * Only in the first lines; the first line that is none ends them. Behind a `#!` line only `syntax` counts: BuildKit looks
 * for that before it parses, and there skips such a line (DetectSyntax in frontend/dockerfile/parser/directives.go).
 */
function readDirectives(text: string): Directive[] {
  const directives: Directive[] = [];
  const hasShebang = text.startsWith('#!', startOfText(text));
  const begin = hasShebang ? lineAt(text, startOfText(text)).next : startOfText(text);
  for (let offset = begin; offset < text.length; ) {
    const { end, next } = lineAt(text, offset);
    const start = skipBlanks(text, offset, end);
    const match = directive.exec(text.slice(start, end));
    const name = match?.[1]?.toLowerCase();
    if (match === null || name === undefined || !directiveNames.has(name)) break;
    if (!hasShebang || name === 'syntax') directives.push({ name, value: match[2] ?? '', start, end });
    offset = next;
  }
  return directives;
}

function startOfText(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0;
}
