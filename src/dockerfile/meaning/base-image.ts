// What a stage starts from, with variables resolved: an earlier stage, nothing (scratch), or an image.
import type { DockerfileDocument } from '../text/document.ts';
import type { Stage } from '../text/stage.ts';
import { stageNamed } from './named-stage.ts';
import { expand, type Variables } from './variables.ts';

export type Base =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  | { readonly kind: 'image'; readonly reference: string }
  /** No argument, or a variable whose value only the build knows. */
  | { readonly kind: 'unknown' };

/** `variables`: see globalVariables. Who has the document's own asks basesOf, which finds all stages' once for all. */
export function baseOf(document: DockerfileDocument, stage: Stage, variables: Variables): Base {
  if (!stage.base) return { kind: 'unknown' };
  const reference = expand(withoutQuotes(stage.base.text), variables);
  if (reference === undefined || reference === '') return { kind: 'unknown' };
  const earlier = stageNamed(document, reference, stage.index);
  if (earlier) return { kind: 'stage', stage: earlier };
  return reference === 'scratch' ? { kind: 'scratch' } : { kind: 'image', reference };
}

function withoutQuotes(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
