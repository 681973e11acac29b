// One instruction of a Dockerfile, as data, read from its logical line. Knows its syntax, not its meaning.
import { type Heredoc, heredocOpenings, readHeredocs } from './heredoc.ts';
import { instructionNamed } from './instructions.ts';
import { type JsonString, parseJsonForm } from './json-form.ts';
import { isBlank, isBlankCode, type LogicalLine, sourceSpan } from './logical-line.ts';
import type { Span } from './range.ts';

/** Text between blanks. `text` has no continuations; the span has, if the word goes over several lines. */
export interface Word extends Span {
  readonly text: string;
}

export interface Flag extends Span {
  /** Without the dashes: `from` */
  readonly name: string;
  /** What follows `=`; undefined without one (`--link`) */
  readonly value: Word | undefined;
  /** Where the value begins in the text of the logical line; its end if there is none. */
  readonly valueFrom: number;
}

/** `{ ...instruction }` would lose what is read when it is asked for, so the compiler takes that for no instruction. */
abstract class NoSpread {
  declare protected readonly spread: never;
}

/** From the keyword to the end of the last argument, heredocs included. */
export interface Instruction extends Span, NoSpread {
  /** In capitals, whatever the file has; also what is no keyword of a Dockerfile (`RNU`). */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly flags: readonly Flag[];
  /** What follows the flags, cut at blanks; heredoc bodies are not in it. Quotes mean nothing here. */
  readonly words: readonly Word[];
  /** What follows the flags, as one text; heredoc bodies are not in it. Empty, at the end, if there is nothing. */
  readonly rest: Word;
  /** Where `rest` begins in `line.text`. */
  readonly restFrom: number;
  /** The strings of the JSON form, with spans that include the quotes; undefined in shell form and where it has no meaning. */
  readonly json: readonly Word[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** ONBUILD's trigger, or the CMD in a HEALTHCHECK. */
  readonly inner: Instruction | undefined;
  /** Index in the document's stages; -1 before the first FROM. */
  readonly stageIndex: number;
  /** The logical line; an inner instruction shares it with its outer. */
  readonly line: LogicalLine;
  /** What read-once.ts keeps of it; nobody else looks. */
  readonly readings: Map<unknown, unknown>;
}

export interface ReadInstruction {
  readonly instruction: Instruction;
  /** Where the next line begins, behind the heredocs. */
  readonly next: number;
}

const takesHeredocs = new Set(['RUN', 'COPY', 'ADD']);

export function readInstruction(text: string, line: LogicalLine, stageIndex: number): ReadInstruction {
  const shape = parseFrom(line, 0, stageIndex);
  const holder = shape.keyword === 'ONBUILD' && shape.inner ? shape.inner : shape;
  const openings = takesHeredocs.has(holder.keyword) && !holder.json ? heredocOpenings(line.text, holder.restFrom) : [];
  if (openings.length === 0) return { instruction: shape, next: line.next };
  const heredocs = readHeredocs(text, openings, line.next);
  const last = heredocs.at(-1);
  const end = last?.delimiter?.end ?? last?.body.end ?? shape.end;
  holder.heredocs = heredocs;
  holder.end = end;
  shape.end = end;
  return {
    instruction: shape,
    next: last?.delimiter ? nextLine(text, last.delimiter.end) : text.length,
  };
}

function nextLine(text: string, end: number): number {
  const feed = text.indexOf('\n', end);
  return feed < 0 ? text.length : feed + 1;
}

/** Most instructions are RUNs, which are long, and of whose words nobody asks: those are cut when they are asked for. */
class ReadFromLine extends NoSpread implements Instruction {
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly flags: readonly Flag[];
  readonly rest: Word;
  readonly restFrom: number;
  readonly json: readonly Word[] | undefined;
  heredocs: readonly Heredoc[] = [];
  readonly inner: ReadFromLine | undefined;
  readonly stageIndex: number;
  readonly line: LogicalLine;
  readonly start: number;
  end: number;
  readonly readings = new Map<unknown, unknown>();
  private cut: readonly Word[] | undefined;

  constructor(
    parts: Omit<Instruction, 'words' | 'heredocs' | 'inner' | 'readings'> & {
      readonly inner: ReadFromLine | undefined;
    },
  ) {
    super();
    this.keyword = parts.keyword;
    this.keywordSpan = parts.keywordSpan;
    this.flags = parts.flags;
    this.rest = parts.rest;
    this.restFrom = parts.restFrom;
    this.json = parts.json;
    this.inner = parts.inner;
    this.stageIndex = parts.stageIndex;
    this.line = parts.line;
    this.start = parts.start;
    this.end = parts.end;
  }

  get words(): readonly Word[] {
    this.cut ??= readWords(this.line, this.restFrom, this.restFrom + this.rest.text.length);
    return this.cut;
  }
}

function parseFrom(line: LogicalLine, from: number, stageIndex: number): ReadFromLine {
  const { text } = line;
  const keywordEnd = wordEnd(text, from);
  const written = text.slice(from, keywordEnd);
  const known = instructionNamed(written);
  // All comparisons with it are quicker with the one text of the table.
  const keyword = known?.keyword ?? written.toUpperCase();
  const { flags, restFrom } = readFlags(line, keywordEnd);
  let restTo = text.length;
  while (restTo > restFrom && isBlank(text[restTo - 1])) restTo--;
  const keywordSpan = sourceSpan(line, from, keywordEnd);
  const rest = wordOf(line, restFrom, restTo);
  const json = known?.json && text[restFrom] === '[' ? parseJsonForm(text.slice(0, restTo), restFrom) : undefined;
  const innerFrom = innerStart(text, keyword, restFrom, restTo);
  return new ReadFromLine({
    keyword,
    keywordSpan,
    flags,
    rest,
    restFrom,
    json: json?.map((string) => jsonWord(line, string)),
    inner: innerFrom === undefined ? undefined : parseFrom(line, innerFrom, stageIndex),
    stageIndex,
    line,
    start: keywordSpan.start,
    end: rest.text === '' ? (flags.at(-1)?.end ?? keywordSpan.end) : rest.end,
  });
}

function innerStart(text: string, keyword: string, from: number, to: number): number | undefined {
  if (from >= to) return undefined;
  // ONBUILD ONBUILD … is wrong, and must not nest as deep as someone likes to write.
  if (keyword === 'ONBUILD') return /^onbuild\s/i.test(text.slice(from, from + 8)) ? undefined : from;
  if (keyword === 'HEALTHCHECK') return /^cmd(\s|$)/i.test(text.slice(from, from + 4)) ? from : undefined;
  return undefined;
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isBlankCode(text.charCodeAt(end))) end++;
  return end;
}

function wordOf(line: LogicalLine, from: number, to: number): Word {
  const { start, end } = sourceSpan(line, from, to);
  return { text: line.text.slice(from, to), start, end };
}

function readWords(line: LogicalLine, from: number, to: number): Word[] {
  const words: Word[] = [];
  const { text } = line;
  for (let at = from; at < to; ) {
    while (at < to && isBlankCode(text.charCodeAt(at))) at++;
    if (at >= to) break;
    const end = wordEnd(text, at);
    words.push(wordOf(line, at, end));
    at = end;
  }
  return words;
}

/** Words in front that begin with two dashes; `--` alone ends them. Quotes keep blanks together. */
function readFlags(line: LogicalLine, from: number): { readonly flags: Flag[]; readonly restFrom: number } {
  const { text } = line;
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (isBlank(text[at])) at++;
    if (!text.startsWith('--', at)) return { flags, restFrom: at };
    const end = flagEnd(text, at);
    if (end === at + 2) {
      while (isBlank(text[at + 2])) at++;
      return { flags, restFrom: at + 2 };
    }
    const equals = text.indexOf('=', at);
    const hasValue = equals >= 0 && equals < end;
    flags.push({
      name: text.slice(at + 2, hasValue ? equals : end),
      value: hasValue ? wordOf(line, equals + 1, end) : undefined,
      valueFrom: hasValue ? equals + 1 : end,
      ...sourceSpan(line, at, end),
    });
    at = end;
  }
}

function flagEnd(text: string, from: number): number {
  let quote: string | undefined;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (quote === undefined) {
      if (isBlank(character)) return i;
      if (character === '"' || character === "'") quote = character;
    } else if (character === quote) quote = undefined;
  }
  return text.length;
}

function jsonWord(line: LogicalLine, { value, from, to }: JsonString): Word {
  return { text: value, ...sourceSpan(line, from, to) };
}
