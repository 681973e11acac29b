// What can be folded: stages, instructions that go over several lines, heredocs, blocks of comments.
import type { DockerfileDocument } from '../text/document.ts';
import type { Range, Span } from '../text/range.ts';

export interface Fold {
  readonly kind: 'stage' | 'instruction' | 'heredoc' | 'comment';
  /** From the end of the line that stays to the end of the last that is hidden. */
  readonly range: Range;
}

export function folds(document: DockerfileDocument): Fold[] {
  const found: Fold[] = [];
  const add = (kind: Fold['kind'], firstLine: number, { line, character }: Range['end']) => {
    const start = { line: firstLine, character: document.lineText(firstLine).length };
    if (line > firstLine) found.push({ kind, range: { start, end: { line, character } } });
  };
  for (const { from, instructions } of document.stages) {
    const last = instructions.at(-1);
    if (last && last !== from) add('stage', document.positionAt(from.start).line, document.positionAt(last.end));
  }
  for (const outer of document.instructions) {
    const first = document.positionAt(outer.start).line;
    const { heredocs } = outer.heredocs.length === 0 && outer.inner ? outer.inner : outer;
    const [only, ...more] = heredocs;
    if (!only) add('instruction', first, document.positionAt(outer.end));
    else add(more.length > 0 ? 'instruction' : 'heredoc', first, document.positionAt(outer.end));
  }
  found.push(...commentBlocks(document));
  return found.sort((a, b) => a.range.start.line - b.range.start.line || b.range.end.line - a.range.end.line);
}

/** Comments on lines that follow each other. Directives are none. */
function commentBlocks(document: DockerfileDocument): Fold[] {
  const found: Fold[] = [];
  const end = ({ start, end }: Span) => document.positionAt(start + document.text.slice(start, end).trimEnd().length);
  let first: Span | undefined;
  let last: Span | undefined;
  const close = () => {
    if (first && last && first !== last) {
      found.push({ kind: 'comment', range: { start: end(first), end: end(last) } });
    }
  };
  for (const comment of document.comments) {
    if (document.directives.some(({ start }) => start === comment.start)) continue;
    if (last && isNextLine(document.text, last.end, comment.start)) {
      last = comment;
      continue;
    }
    close();
    first = comment;
    last = comment;
  }
  close();
  return found;
}

function isNextLine(text: string, end: number, start: number): boolean {
  return /^\r?\n[ \t]*$/.test(text.slice(end, Math.min(start, end + 1000)));
}
