// Where the name of a stage stands: behind its AS, and wherever later instructions mean it.
import type { DockerfileDocument, Instruction, Stage, Word } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { oncePerDocument } from '../text/read-once.ts';
import { copyFrom } from './copy-arguments.ts';
import { stageNamed, stagesByKey } from './named-stage.ts';
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
export function stageReferences(document: DockerfileDocument, stage: Stage): readonly Span[] {
  return referencesByStage(document).get(stage) ?? [];
}

const referencesByStage = oncePerDocument((document): ReadonlyMap<Stage, readonly Span[]> => {
  const found = new Map<Stage, Span[]>();
  for (const { index, base, instructions } of document.stages) {
    const names = instructions.flatMap((instruction) => sourceNames(document, instruction));
    for (const name of base ? [base, ...names] : names) {
      const stage = stageNamed(document, name.text, index);
      if (!stage) continue;
      const references = found.get(stage);
      if (references) references.push(name);
      else found.set(stage, [name]);
    }
  }
  return found;
});

/** The name, or the name with the first number behind it that no other stage has. */
export function freeStageName(document: DockerfileDocument, name: string): string {
  const taken = stagesByKey(document);
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
