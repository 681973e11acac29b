// What stands at an offset of a Dockerfile: the one answer that all features use.
import type { Directive, DockerfileDocument, Flag, Instruction, Word } from '../text/document.ts';
import type { Heredoc } from '../text/heredoc.ts';
import type { Span } from '../text/range.ts';
import type { Occurrence } from './named.ts';
import { nameAt } from './names.ts';
import { instructionBefore, typedLine } from './typed-line.ts';

interface Anywhere {
  /** What an answer is about; empty, at the offset, where nothing stands. */
  readonly span: Span;
  /** The variable, stage or heredoc that is named there; found when it is asked for. */
  readonly name: Occurrence | undefined;
}

/** In an instruction; of an ONBUILD the trigger, of a HEALTHCHECK its CMD, once the offset is in that. */
interface InInstruction extends Anywhere {
  readonly instruction: Instruction;
  /** What is typed of it before the offset, as the builder joins lines. */
  readonly typed: string;
}

export type Place =
  | (Anywhere & { readonly kind: 'directive-name' | 'directive-value'; readonly directive: Directive })
  | (Anywhere & { readonly kind: 'comment' })
  | (Anywhere & { readonly kind: 'heredoc'; readonly instruction: Instruction; readonly heredoc: Heredoc })
  /** Where an instruction may begin. */
  | (Anywhere & { readonly kind: 'nothing' })
  | (InInstruction & { readonly kind: 'keyword' })
  | (InInstruction & { readonly kind: 'flag-name' | 'flag-value'; readonly flag: Flag })
  /** A word of the arguments: a path, a port, an image …, as the instruction has them. */
  | (InInstruction & { readonly kind: 'argument'; readonly word: Word; readonly isJson: boolean })
  /** In the script of RUN, CMD and ENTRYPOINT. */
  | (InInstruction & { readonly kind: 'shell-word'; readonly word: Word })
  /** Blanks among or behind the arguments. */
  | (InInstruction & { readonly kind: 'blank' });

export function placeAt(document: DockerfileDocument, offset: number): Place {
  const place = withoutName(document, offset);
  // To know the names of a long file takes time, and not all who ask for a place want them.
  return Object.defineProperty(place, 'name', {
    get: () => (place.kind === 'comment' ? undefined : nameAt(document, offset)),
  }) as Place;
}

type WithoutName<T> = T extends Anywhere ? Omit<T, 'name'> : never;

function withoutName(document: DockerfileDocument, offset: number): WithoutName<Place> {
  const nowhere = { start: offset, end: offset };
  const directive = document.directives.find(({ start, end }) => start <= offset && offset <= end);
  if (directive) return inDirective(document, directive, offset);
  const comment = commentAt(document, offset);
  if (comment) return { kind: 'comment', span: comment };
  const before = instructionBefore(document, offset);
  if (before && offset <= before.end && offset > before.line.end) return inHeredoc(before, offset);
  const { instruction: outer, text } = typedLine(document, offset);
  if (!outer) return { kind: 'nothing', span: nowhere };
  const trigger = outer.inner && text.length >= outer.restFrom ? outer.inner : undefined;
  const instruction = trigger ?? outer;
  const from = trigger ? outer.restFrom : 0;
  return inInstruction(instruction, { from, typed: text, offset });
}

interface At {
  /** Where the instruction begins in the logical line. */
  readonly from: number;
  /** The logical line up to the offset. */
  readonly typed: string;
  readonly offset: number;
}

function inInstruction(instruction: Instruction, { from, typed: line, offset }: At): WithoutName<Place> {
  const at = line.length;
  const typed = line.slice(from);
  const common = { instruction, typed };
  if (!/\s/.test(typed)) return { ...common, kind: 'keyword', span: instruction.keywordSpan };
  for (const flag of instruction.flags) {
    const nameFrom = flag.valueFrom - (flag.value ? 1 : 0) - flag.name.length - 2;
    const to = flag.valueFrom + (flag.value?.text.length ?? 0);
    if (at < nameFrom || at > to) continue;
    const kind = flag.value && at >= flag.valueFrom ? 'flag-value' : 'flag-name';
    const nameSpan = { start: flag.start, end: flag.value ? flag.value.start - 1 : flag.end };
    return { ...common, kind, flag, span: kind === 'flag-value' ? (flag.value ?? flag) : nameSpan };
  }
  const word = wordsOf(instruction).find(({ start, end }) => start <= offset && offset <= end);
  if (!word) return { ...common, kind: 'blank', span: { start: offset, end: offset } };
  if (!instruction.json && isScript(instruction)) return { ...common, kind: 'shell-word', word, span: word };
  return { ...common, kind: 'argument', word, isJson: instruction.json !== undefined, span: word };
}

/** As they stand there, quotes and all. */
function wordsOf({ json, words }: Instruction): readonly Word[] {
  return json === undefined ? words : json;
}

function isScript({ keyword }: Instruction): boolean {
  return keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT';
}

function inDirective({ text }: DockerfileDocument, directive: Directive, offset: number): WithoutName<Place> {
  const { start, end, value } = directive;
  const equals = text.indexOf('=', start);
  if (offset > equals) {
    const from = text.indexOf(value, equals + 1);
    return { kind: 'directive-value', directive, span: { start: from, end: from + value.length } };
  }
  const from = start + text.slice(start, end).search(/[a-z]/i);
  return {
    kind: 'directive-name',
    directive,
    span: { start: from, end: from + directive.name.length },
  };
}

/** Behind its `#`, up to its end. */
function commentAt({ comments }: DockerfileDocument, offset: number): Span | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low - 1];
  return comment && offset <= comment.end ? comment : undefined;
}

function inHeredoc(outer: Instruction, offset: number): WithoutName<Place> {
  const instruction = outer.heredocs.length === 0 && outer.inner ? outer.inner : outer;
  const { heredocs } = instruction;
  const heredoc = heredocs.find(({ body, delimiter }) => offset <= (delimiter?.end ?? body.end)) ?? heredocs.at(-1);
  if (!heredoc) return { kind: 'nothing', span: { start: offset, end: offset } };
  const { delimiter, body } = heredoc;
  const span = delimiter && offset >= delimiter.start ? delimiter : body;
  return { kind: 'heredoc', instruction, heredoc, span };
}
