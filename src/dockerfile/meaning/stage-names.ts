// Where the name of a stage stands: behind its AS, and wherever later instructions mean it.
import type { DockerfileDocument, Instruction, Stage, Word } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { stageNamed } from '../text/stage.ts';
import { copyFrom } from './copy-arguments.ts';
import { runMounts } from './run-mounts.ts';

/** What a stage may be called. Source: BuildKit's frontend/dockerfile/instructions/parse.go, after lower-casing. */
export const validStageName = /^[a-z][a-z0-9-_.]*$/;

/** What the instruction takes from a stage or an image: the values of COPY's `--from` and of `from=` in the mounts of a RUN. */
export function sourceNames(document: DockerfileDocument, instruction: Instruction): readonly Word[] {
  const { from } = copyFrom(document, instruction);
  if (from) return [from];
  return runMounts(document, instruction).flatMap((mount) => (mount.from ? [mount.from] : []));
}

/** The same, triggers of ONBUILD included. */
export function sourceNamesWithTrigger(document: DockerfileDocument, instruction: Instruction): readonly Word[] {
  const { inner } = instruction;
  return sourceNames(document, instruction.keyword === 'ONBUILD' && inner ? inner : instruction);
}

/** Where FROM, COPY --from and RUN --mount=from= name the stage; where variables make the name, nobody can tell. */
export function stageReferences(document: DockerfileDocument, stage: Stage): Span[] {
  const { key } = stage;
  if (key === undefined) return [];
  const found: Span[] = [];
  for (const later of document.stages.slice(stage.index + 1)) {
    const isMeant = ({ text }: Word) =>
      text.toLowerCase() === key && stageNamed(document.stages, text, later.index) === stage;
    if (later.base && isMeant(later.base)) found.push(later.base);
    for (const instruction of later.instructions) found.push(...sourceNames(document, instruction).filter(isMeant));
  }
  return found;
}

/** The name, or the name with the first number behind it that no other stage has. */
export function freeStageName({ stages }: DockerfileDocument, name: string): string {
  const taken = new Set(stages.map(({ key }) => key));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
