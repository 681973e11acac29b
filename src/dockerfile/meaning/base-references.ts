// The images that stages start from, where FROM names them in full: what can be looked up, and pinned to a digest.
import { type ImageReference, parseImageReference } from '../../image-reference.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Edit, Span } from '../text/range.ts';
import { baseOf } from './base-image.ts';
import { basesOf } from './stage-bases.ts';

export interface BaseReference {
  /** The word behind FROM. */
  readonly span: Span;
  readonly reference: ImageReference;
}

/** Without names of earlier stages, scratch, and what holds a variable. */
export function baseReferences(document: DockerfileDocument): BaseReference[] {
  return document.stages.flatMap((stage) => {
    const { base } = stage;
    if (!base || document.text.slice(base.start, base.end) !== base.text) return [];
    const reference = parseImageReference(base.text);
    return reference && baseOf(document, stage, new Map()).kind === 'image' ? [{ span: base, reference }] : [];
  });
}

/** The images that stages start from, variables resolved: those for which nobody has to know the build. */
export function imagesOfStages(document: DockerfileDocument): ImageReference[] {
  return basesOf(document).flatMap((base) =>
    base.kind === 'image' ? (parseImageReference(base.reference) ?? []) : [],
  );
}

/** Writes the digest behind the name, in the place of another. */
export function pinEdit(document: DockerfileDocument, { span }: BaseReference, digest: string): Edit {
  const written = document.text.slice(span.start, span.end);
  return { range: document.rangeOf(span), text: `${written.replace(/@.*$/, '')}@${digest}` };
}
