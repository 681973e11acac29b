// All kinds of rows, in the order of their views.
import { buildKind } from './builds.ts';
import { containerKind } from './containers.ts';
import { contextKind } from './context.ts';
import { imageKind } from './images.ts';
import { networkKind } from './networks.ts';
import { registryKind } from './registries.ts';
import { volumeKind } from './volumes.ts';

export const kinds = [containerKind, imageKind, volumeKind, networkKind, registryKind, buildKind, contextKind] as const;
