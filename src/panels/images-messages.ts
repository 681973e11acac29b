// What the page of two images beside each other and the extension say to each other. Plain data: both sides are bundled with it.
import type { Difference, DifferenceSums } from '../image-layers/compare.ts';
import type { FromReadingPage, ToReadingPage } from './archive-reading.ts';
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

export type Side = 'older' | 'newer';

export type ImagesFacts = Readonly<Record<Side, { readonly name: string; readonly size: number }>>;

export interface ImagesResult extends DifferenceSums {
  /** Bytes of what was added, changed and removed: as it is now less what it was. */
  readonly bytes: Readonly<Record<Difference, number>>;
}

export type ShownDifference =
  | ({ readonly kind: 'folder'; readonly name: string; readonly path: string } & DifferenceSums)
  | {
      readonly kind: Difference;
      readonly name: string;
      /** As it is: by that it is asked for. */
      readonly path: string;
      /** Bytes; undefined: it is not there. */
      readonly before: number | undefined;
      readonly after: number | undefined;
      /** Its permissions in both, where they differ. */
      readonly modes: readonly [number, number] | undefined;
      readonly canOpen: boolean;
    };

export interface Differences {
  readonly entries: readonly ShownDifference[];
  /** With those that are not told. */
  readonly total: number;
}

export type ToImagesPage =
  | ToAnyPage<ImagesFacts>
  | ToReadingPage<ImagesResult>
  | ({ readonly type: 'folder'; readonly path: string } & Differences)
  | ({ readonly type: 'found'; readonly text: string } & Differences);

export type FromImagesPage =
  | FromAnyPage<Side>
  | FromReadingPage
  | { readonly type: 'folder'; readonly path: string }
  | { readonly type: 'find'; readonly text: string; readonly kinds: readonly Difference[] }
  | { readonly type: 'openFile'; readonly path: string }
  | { readonly type: 'copyAll' };
