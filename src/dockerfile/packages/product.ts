// Which stages make up the image that a build gives by default: the last one and those it starts from. What the others
// leave on their disks is never shipped.
import type { DockerfileDocument, Instruction } from '../document.ts';
import { stageLineage } from '../stage-bases.ts';

/** A document never changes. */
const known = new WeakMap<DockerfileDocument, ReadonlySet<number>>();

/** Triggers of ONBUILD run in the builds of others, whatever their stage is here. */
export function isInProduct(document: DockerfileDocument, { stageIndex }: Instruction, inOnbuild: boolean): boolean {
  if (inOnbuild || stageIndex < 0) return true;
  let product = known.get(document);
  if (!product) {
    const last = document.stages.at(-1);
    const lineage = last ? stageLineage(document, last) : [];
    product = new Set(lineage.map(({ index }) => index));
    known.set(document, product);
  }
  return product.has(stageIndex);
}
