// What the page of a container's changed files and the extension say to each other. Plain data: both sides are bundled with it.
import type { ShownChange } from './changes-tree.ts';
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

export interface ChangesFacts {
  readonly name: string;
  readonly image: string;
  readonly changes: readonly ShownChange[];
  /** Those that are not told among them. */
  readonly total: number;
  /** Milliseconds since 1970: the engine tells of no change of a file. */
  readonly readAt: number;
}

/** What its buttons do. */
export type ChangesAction = 'describe' | 'files' | 'commit';

export type ToChangesPage = ToAnyPage<ChangesFacts>;

export type FromChangesPage =
  | FromAnyPage<ChangesAction>
  /** A changed file beside the image's; an added one by itself; a removed one as the image has it. */
  | { readonly type: 'openChange'; readonly at: number; readonly path: string }
  /** The container's own, to be changed and saved. */
  | { readonly type: 'openFile'; readonly at: number; readonly path: string };

/** A list with more is not read by anybody. */
export const mostListed = 5000;
