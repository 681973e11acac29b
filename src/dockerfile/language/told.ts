// What is told of a place, before it is a hover.
import type { Span } from '../text/range.ts';

export interface Told {
  readonly span: Span;
  readonly parts: readonly string[];
}
