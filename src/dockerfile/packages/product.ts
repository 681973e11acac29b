// Which stages make up the image that a build gives by default: the last one and those it starts from. What the others
// leave on their disks is never shipped.
import { stageLineage } from '../base-image.ts';
import type { DockerfileDocument, Instruction } from '../document.ts';
import { globalVariables } from '../variables.ts';

/** A document never changes. */
const known = new WeakMap<DockerfileDocument, ReadonlySet<number>>();

/** Triggers of ONBUILD run in the builds of others, whatever their stage is here. */
export function isInProduct(document: DockerfileDocument, { stageIndex }: Instruction, inOnbuild: boolean): boolean {
  if (inOnbuild || stageIndex < 0) return true;
  let product = known.get(document);
  if (!product) {
    const last = document.stages.at(-1);
    const lineage = last ? stageLineage(document, last, globalVariables(document)) : [];
    product = new Set(lineage.map(({ index }) => index));
    known.set(document, product);
  }
  return product.has(stageIndex);
}
