// What is wrong with a mount, before it is told.
import type { Span } from '../../text/range.ts';

export interface MountFault {
  readonly span: Span;
  readonly message: string;
  /** Only offered: it is a guess. */
  readonly fix?: { readonly title: string; readonly span: Span; readonly text: string } | undefined;
}

/** What the options say as the builder reads them, by name (`dst` is `target`); undefined where only the build knows. */
export type ReadOptions = ReadonlyMap<string, string | undefined>;
