// WORKDIRs with a relative path, and whether the file itself says what they are relative to.
import type { DockerfileDocument, Instruction } from './document.ts';
import { basesOf } from './stage-bases.ts';

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
  const bases = basesOf(document);
  const beforeFrom = document.instructions.filter(({ stageIndex }) => stageIndex < 0);
  const found: RelativeWorkdir[] = [];
  collect(beforeFrom, false, found);
  /** Of each stage, whether it ends below an absolute WORKDIR. */
  const ends: boolean[] = [];
  for (const stage of document.stages) {
    const base = bases[stage.index];
    const inherits = base?.kind === 'stage' && ends[base.stage.index] === true;
    ends[stage.index] = collect(stage.instructions, inherits, found);
  }
  return found;
}

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
