// All places of a name: for highlights, references, rename and linked editing.
import type { DockerfileDocument } from '../text/document.ts';
import type { Range } from '../text/range.ts';
import { placeAt } from './place.ts';

export interface Reference {
  readonly range: Range;
  readonly isDeclaration: boolean;
}

/** In the order of the file. */
export function referencesAt(document: DockerfileDocument, offset: number): Reference[] {
  const { name } = placeAt(document, offset);
  return (name?.of.places ?? []).map(({ start, end, isDeclaration }) => ({
    range: document.rangeOf({ start, end }),
    isDeclaration,
  }));
}
