// Which stages make up the image that a build gives by default: the last one and those it starts from. What the others
// leave on their disks is never shipped.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/once.ts';
import { stageLineage } from './stage-bases.ts';

/** Triggers of ONBUILD run in the builds of others, whatever their stage is here. */
export function isInProduct(document: DockerfileDocument, { stageIndex }: Instruction, inOnbuild: boolean): boolean {
  if (inOnbuild || stageIndex < 0) return true;
  return productStages(document).has(stageIndex);
}

/** Their indices. */
const productStages = oncePerDocument((document): ReadonlySet<number> => {
  const last = document.stages.at(-1);
  return new Set(last ? stageLineage(document, last).map(({ index }) => index) : []);
});
