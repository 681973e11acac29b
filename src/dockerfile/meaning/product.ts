// Which stages make up the image that a build gives by default: the last one, those it starts from, and those of which it
// copies everything. What the others leave on their disks is never shipped.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';
import type { Stage } from '../text/stage.ts';
import { copyArguments } from './copy-arguments.ts';
import { stageNamed } from './named-stage.ts';
import { stageLineage } from './stage-bases.ts';

/** Triggers of ONBUILD run in the builds of others, whatever their stage is here. */
export function isInProduct(document: DockerfileDocument, { stageIndex }: Instruction, inOnbuild: boolean): boolean {
  if (inOnbuild || stageIndex < 0) return true;
  return productStages(document).has(stageIndex);
}

/** Their indices. */
const productStages = oncePerDocument((document): ReadonlySet<number> => {
  if (document.stages.length === 1) return new Set([0]);
  const product = new Set<number>();
  const waiting = document.stages.slice(-1);
  for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
    for (const part of stageLineage(document, stage)) {
      if (product.has(part.index)) break;
      product.add(part.index);
      waiting.push(...copiedWhole(document, part));
    }
  }
  return product;
});

/** `COPY --from=build / /` brings all that is in the stage. */
function copiedWhole(document: DockerfileDocument, stage: Stage): Stage[] {
  return stage.instructions.flatMap((instruction) => {
    const copy = copyArguments(document, instruction);
    const name = copy?.from?.text;
    if (name === undefined || !copy?.sources.some(({ text }) => /^\/[.*]?$/.test(text))) return [];
    const from = /^\d+$/.test(name) ? document.stages[Number(name)] : stageNamed(document, name, stage.index);
    return from && from.index < stage.index ? [from] : [];
  });
}
