// The stages of a Dockerfile with the places where they are named: FROM, COPY --from, RUN --mount=from=.

import { stageMeant, stageNamed } from '../meaning/named-stage.ts';
import { sourceNamesWithTrigger } from '../meaning/stage-names.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import type { Stage } from '../text/stage.ts';
import type { Named, Occurrence } from './named.ts';

/** Stages without a name, too, if a number means them. */
export function stagesAndUses(document: DockerfileDocument): Named[] {
  const { stages } = document;
  const found = stages.map((stage): Named & { readonly places: Occurrence[] } => ({
    kind: 'stage',
    name: stage.name?.text ?? String(stage.index),
    places: [],
    stage,
  }));
  const add = (stage: Stage | undefined, { start, end, text }: Word, instruction: Instruction) => {
    const named = stage && found[stage.index];
    if (!named) return;
    const isName = text.toLowerCase() === stage.key;
    named.places.push({
      start,
      end,
      of: named,
      instruction,
      isDeclaration: false,
      ...(isName ? {} : { isNumber: true }),
    });
  };
  for (const instruction of document.instructions) {
    const { stageIndex } = instruction;
    const stage = stages[stageIndex];
    if (stage?.from === instruction) {
      const { base, name } = stage;
      if (base) add(stageNamed(document, base.text, stageIndex), base, instruction);
      const named = found[stageIndex];
      if (name && named) {
        named.places.push({ start: name.start, end: name.end, of: named, instruction, isDeclaration: true });
      }
    } else {
      for (const word of sourceNamesWithTrigger(document, instruction)) {
        add(
          stageMeant(document, word.text, stageIndex) ?? stageNamed(document, word.text, stages.length),
          word,
          instruction,
        );
      }
    }
  }
  return found.filter(({ places }) => places.length > 0);
}
