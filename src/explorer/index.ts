// All kinds of rows, in the order of their views.

import { buildContextKind } from './build-context.ts';
import { buildKind } from './builds.ts';
import { containerKind } from './containers.ts';
import { imageKind } from './images.ts';
import type { Kind } from './kind.ts';
import { networkKind } from './networks.ts';
import { registryKind } from './registries.ts';
import { volumeKind } from './volumes.ts';

export const kinds = [
  containerKind,
  imageKind,
  volumeKind,
  networkKind,
  registryKind,
  buildKind,
  buildContextKind,
] as const;

/** Those of which the editor shows the inventory's list as it is, and has nothing to add. */
export const plainKinds: readonly Kind<unknown>[] = [networkKind];
