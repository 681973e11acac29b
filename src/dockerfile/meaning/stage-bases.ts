// What all stages of a document start from, found once for all who ask.

import type { DockerfileDocument, Stage } from '../text/document.ts';
import { oncePerBuild } from '../text/read-once.ts';
import { type Base, baseOf } from './base-image.ts';
import { globalVariables } from './variables.ts';

/** By the stage's index. A stage that is a base has a smaller index. */
export const basesOf = oncePerBuild((document, buildArguments): readonly Base[] => {
  const variables = globalVariables(document, buildArguments);
  return document.stages.map((stage) => baseOf(document, stage, variables));
});

/** The stage itself, the one it starts from, and so on; the last one starts from an image, scratch, or is unknown. */
export function stageLineage(
  document: DockerfileDocument,
  stage: Stage,
  buildArguments?: ReadonlyMap<string, string>,
): Stage[] {
  const bases = basesOf(document, buildArguments);
  const lineage = [stage];
  for (let base = bases[stage.index]; base?.kind === 'stage'; base = bases[base.stage.index]) lineage.push(base.stage);
  return lineage;
}

/** What the last of its lineage starts from: an image, scratch, or something unknown; undefined where there is no such stage. */
export function rootBase(
  document: DockerfileDocument,
  stageIndex: number,
  buildArguments?: ReadonlyMap<string, string>,
): Base | undefined {
  return rootBases(document, buildArguments)[stageIndex];
}

const rootBases = oncePerBuild((document, buildArguments) => {
  const bases = basesOf(document, buildArguments);
  return inherited<Base | undefined>(bases, (index, before) => before ?? bases[index]);
});

/**
 * Something of each stage that those made from it inherit: `own` says it for a stage, given what the stage starts with
 * (undefined for one that starts from an image).
 */
export function inherited<T>(
  bases: readonly Base[],
  own: (stageIndex: number, before: T | undefined) => T,
): readonly T[] {
  const values: T[] = [];
  bases.forEach((base, index) => {
    values.push(own(index, base.kind === 'stage' ? values[base.stage.index] : undefined));
  });
  return values;
}
