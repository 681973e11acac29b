// Where the instructions of a text that was built are in the text as it is now: marks keep their lines while the user types.
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';

export interface Anchor {
  readonly instruction: Instruction;
  /** Lines in the text as it is now; the first is 0. */
  readonly first: number;
  readonly last: number;
  /** Where it ends in the last line: the character behind it. */
  readonly end: number;
}

/** A change of a text, in lines and characters before it. */
export interface TextChange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
}

/** Of a text that was built, in one that may have been changed since: each instruction that is still there as it was. */
export function anchorsIn(built: DockerfileDocument, now: DockerfileDocument): Anchor[] {
  const sourceOf = ({ text }: DockerfileDocument, { start, end }: Instruction) => text.slice(start, end);
  const anchors: Anchor[] = [];
  let from = 0;
  for (const instruction of built.instructions) {
    const source = sourceOf(built, instruction);
    const index = now.instructions.findIndex((each, at) => at >= from && sourceOf(now, each) === source);
    const found = now.instructions[index];
    if (!found) continue;
    from = index + 1;
    const end = now.positionAt(found.end);
    anchors.push({ instruction, first: now.positionAt(found.start).line, last: end.line, end: end.character });
  }
  return anchors;
}

/** The anchors after the change; those whose instruction it touches are gone. */
export function moved(anchors: readonly Anchor[], { start, end, text }: TextChange): Anchor[] {
  const delta = text.split('\n').length - 1 - (end.line - start.line);
  const keepsLineStarts = text === '' ? start.character === 0 : text.endsWith('\n');
  return anchors.flatMap((anchor): Anchor[] => {
    if (start.line > anchor.last) return [anchor];
    const isAbove = end.line < anchor.first || (end.line === anchor.first && end.character === 0 && keepsLineStarts);
    if (isAbove) return [{ ...anchor, first: anchor.first + delta, last: anchor.last + delta }];
    // A new line behind the last one leaves the instruction as it is.
    const isBehind = start.line === anchor.last && start.character >= anchor.end && /^\r?\n/.test(text);
    return isBehind ? [anchor] : [];
  });
}
