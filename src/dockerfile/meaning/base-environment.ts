// Which variables a stage has from its base image, as far as that can be known without the image.
import { parseImageReference } from '../../image-reference.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { basesOf } from './stage-bases.ts';

export interface BaseEnvironment {
  /** There are no others than these. */
  readonly isKnown: boolean;
  readonly names: ReadonlySet<string>;
  /** The image is one of a program whose name the variable begins with: node sets NODE_VERSION. */
  maySet(name: string): boolean;
}

/** BuildKit sets it where the image does not. */
const alwaysSet: ReadonlySet<string> = new Set(['PATH']);
/** Official images of bare systems: they set nothing else. */
const bareImages = new Set([
  'alpine',
  'debian',
  'ubuntu',
  'busybox',
  'rockylinux',
  'almalinux',
  'amazonlinux',
  'archlinux',
]);

/** By index of the stage. The variables of the stages in between are the file's own. */
export function baseEnvironment(
  document: DockerfileDocument,
  buildArguments?: ReadonlyMap<string, string>,
): (stageIndex: number) => BaseEnvironment {
  const environments: BaseEnvironment[] = [];
  for (const base of basesOf(document, buildArguments)) {
    const below = base.kind === 'stage' ? environments[base.stage.index] : undefined;
    environments.push(below ?? (base.kind === 'stage' ? unknown('') : environmentOfImage(base)));
  }
  return (stageIndex) => environments[stageIndex] ?? unknown('');
}

function environmentOfImage(base: { readonly kind: string; readonly reference?: string }): BaseEnvironment {
  if (base.kind === 'scratch') return { isKnown: true, names: alwaysSet, maySet: () => false };
  const image = base.reference === undefined ? undefined : parseImageReference(base.reference);
  const isBare = image?.registry === 'docker.io' && bareImages.has(image.repository.replace('library/', ''));
  if (isBare) return { isKnown: true, names: alwaysSet, maySet: () => false };
  return unknown(image?.repository ?? base.reference ?? '');
}

function unknown(image: string): BaseEnvironment {
  const name = image.toLowerCase();
  return {
    isKnown: false,
    names: alwaysSet,
    // Of an image that only the build knows, anything may be true.
    maySet: (variable) => name === '' || name.includes(variable.toLowerCase().split('_', 1)[0] ?? ''),
  };
}
