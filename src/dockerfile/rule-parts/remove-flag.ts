// The edit that takes a flag from an instruction.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Flag } from '../text/instruction.ts';
import type { Edit } from '../text/range.ts';

/** With the blank behind it, if that is on the same line. */
export function removeFlag(document: DockerfileDocument, flag: Flag): Edit {
  let { end } = flag;
  while (document.text[end] === ' ' || document.text[end] === '\t') end++;
  return { range: document.rangeOf({ start: flag.start, end }), text: '' };
}

export function flagNamed({ flags }: Instruction, name: string): Flag | undefined {
  return flags.find((flag) => flag.name === name);
}
