// What a stage starts from, with variables resolved: an earlier stage, nothing (scratch), or an image.
import type { DockerfileDocument } from './document.ts';
import { type Stage, stageNamed } from './stage.ts';
import { expand, type Variables } from './variables.ts';

export type Base =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly reference: string }
  /** No argument, or a variable whose value only the build knows. */
  | { readonly kind: 'unknown' };

/** `variables`: see globalVariables, which is asked once per document, not once per stage. */
export function baseOf(document: DockerfileDocument, stage: Stage, variables: Variables): Base {
  if (!stage.base) return { kind: 'unknown' };
  const reference = expand(withoutQuotes(stage.base.text), variables);
  if (reference === undefined || reference === '') return { kind: 'unknown' };
  const earlier = stageNamed(document.stages, reference, stage.index);
  if (earlier) return { kind: 'stage', stage: earlier };
  return reference === 'scratch' ? { kind: 'scratch' } : { kind: 'image', reference };
}

/** The stage itself, the one it starts from, and so on; the last one starts from an image, scratch, or is unknown. */
export function stageLineage(document: DockerfileDocument, stage: Stage, variables: Variables): Stage[] {
  const lineage = [stage];
  for (;;) {
    const base = baseOf(document, lineage.at(-1) ?? stage, variables);
    // A stage's base is always an earlier one, so this ends.
    if (base.kind !== 'stage') return lineage;
    lineage.push(base.stage);
  }
}

function withoutQuotes(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
