// WORKDIRs with a relative path, and whether the file itself says what they are relative to.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { basesOf, inherited } from './stage-bases.ts';

export interface RelativeWorkdir {
  readonly workdir: Instruction;
  /** An absolute WORKDIR stands above it, or in a stage that its own starts from. */
  readonly belowAbsolute: boolean;
  /** No other WORKDIR stands above it in its stage. */
  readonly isFirst: boolean;
}

/** In the order of the file. */
export function relativeWorkdirs(document: DockerfileDocument): RelativeWorkdir[] {
  if (!document.instructions.some(isRelative)) return [];
  const beforeFrom = document.instructions.filter(({ stageIndex }) => stageIndex < 0);
  const found: RelativeWorkdir[] = [];
  collect(beforeFrom, false, found);
  inherited<boolean>(basesOf(document), (index, inherits = false) =>
    collect(document.stages[index]?.instructions ?? [], inherits, found),
  );
  return found;
}

/** Answers whether they end below an absolute WORKDIR. */
function collect(instructions: readonly Instruction[], inherits: boolean, found: RelativeWorkdir[]): boolean {
  let belowAbsolute = inherits;
  let isFirst = true;
  for (const workdir of instructions) {
    if (workdir.keyword !== 'WORKDIR' || workdir.rest.text === '') continue;
    if (isRelative(workdir)) found.push({ workdir, belowAbsolute, isFirst });
    else belowAbsolute = true;
    isFirst = false;
  }
  return belowAbsolute;
}

/** A variable in front is often an absolute path. */
function isRelative({ keyword, rest }: Instruction): boolean {
  return keyword === 'WORKDIR' && rest.text !== '' && !/^["']?(?:[/\\$]|[A-Za-z]:[\\/]|%)/.test(rest.text);
}
