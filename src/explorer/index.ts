// All kinds of rows, in the order of their views.
import { containerKind } from './containers.ts';
import { imageKind } from './images.ts';

export const kinds = [containerKind, imageKind] as const;
