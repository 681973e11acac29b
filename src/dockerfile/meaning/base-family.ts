// Which family of systems a stage is made of, where its base image leaves no doubt.
import { parseImageReference } from '../../image-reference.ts';
import { type BaseImage, type BaseSystem, baseImageNamed } from '../knowledge/base-images.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { oncePerBuild } from '../text/read-once.ts';
import type { Base } from './base-image.ts';
import { basesOf, inherited } from './stage-bases.ts';

export type Family = BaseSystem;

/** undefined if the base image may be of any family, or the stage is unknown. */
export function baseFamily(
  document: DockerfileDocument,
  stageIndex: number,
  buildArguments?: ReadonlyMap<string, string>,
): Family | undefined {
  return imagesOf(document, buildArguments)[stageIndex]?.system;
}

/** The package managers of the stage's base, where they are others than its family's. */
export function baseManagers(
  document: DockerfileDocument,
  stageIndex: number,
  buildArguments?: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  return imagesOf(document, buildArguments)[stageIndex]?.managers;
}

/** By the stage's index. */
const imagesOf = oncePerBuild((document, buildArguments) => {
  const bases = basesOf(document, buildArguments);
  return inherited<BaseImage | undefined>(bases, (index, inherits) => inherits ?? imageOf(bases[index]));
});

function imageOf(base: Base | undefined): BaseImage | undefined {
  const image = base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
  return image && baseImageNamed(`${image.registry}/${image.repository}`, image.tag ?? '');
}
