// What the page of an image's layers and the extension say to each other. Plain data: both sides are bundled with it.
import type { LayerChange } from '../image-layers/layer-tree.ts';
import type { FromReadingPage, ToReadingPage } from './archive-reading.ts';
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

/** What is known at once, from the image's history. */
export interface LayersFacts {
  readonly name: string;
  readonly size: number;
  /** Its steps, oldest first. */
  readonly steps: readonly LayerStep[];
  /** The Dockerfile that it was built from, as far as that is known here. */
  readonly dockerfile: string | undefined;
}

export interface LayerStep {
  /** As it stood in the Dockerfile. */
  readonly instruction: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Of the Dockerfile; the first is 0. */
  readonly line: number | undefined;
  /** Names of other images of this engine that have it, too; absent where that is not known. */
  readonly sharedWith?: readonly string[] | undefined;
  /** It came with the base image. */
  readonly isOfBase: boolean;
}

/** Of each layer, the lowest first. */
export interface LayerSummary {
  /** Which step made it; undefined: nobody noted that. */
  readonly step: number | undefined;
  /** Bytes of its files. */
  readonly bytes: number;
  readonly counts: Readonly<Record<Exclude<LayerChange, 'kept'>, number>>;
}

export interface LayersResult {
  readonly layers: readonly LayerSummary[];
  /** Bytes of the files of all layers, and those of them that no container sees. */
  readonly stored: number;
  readonly wastedBytes: number;
  readonly wasted: readonly { readonly path: string; readonly bytes: number; readonly copies: number }[];
  readonly largest: readonly { readonly path: string; readonly bytes: number; readonly layer: number }[];
}

/** Of one layer, or of all of them as a container sees them. */
export type LayerView = number | 'all';

export interface ShownEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'symlink' | 'hardlink' | 'other';
  readonly bytes: number;
  readonly change: LayerChange;
  readonly mode: number;
  readonly linkTarget: string;
  /** The layer that it comes from. */
  readonly layer: number;
}

export type LayersAction = 'describe' | 'history' | 'inspect';

export type ToLayersPage =
  | ToAnyPage<LayersFacts>
  | ToReadingPage<LayersResult>
  /** What is in a folder. `total`: with those that are not told. */
  | {
      readonly type: 'folder';
      readonly view: LayerView;
      readonly path: string;
      readonly entries: readonly ShownEntry[];
      readonly total: number;
    }
  /** Files whose path has the text in it. */
  | {
      readonly type: 'found';
      readonly view: LayerView;
      readonly text: string;
      readonly entries: readonly ShownEntry[];
      readonly total: number;
    };

export type FromLayersPage =
  | FromAnyPage<LayersAction>
  | FromReadingPage
  | { readonly type: 'folder'; readonly view: LayerView; readonly path: string }
  | { readonly type: 'find'; readonly view: LayerView; readonly text: string; readonly changes: readonly LayerChange[] }
  | { readonly type: 'openFile'; readonly layer: number; readonly path: string }
  /** Beside the same file in the layer below that has it. */
  | { readonly type: 'compareFile'; readonly layer: number; readonly path: string }
  | { readonly type: 'extract'; readonly view: LayerView; readonly path: string }
  | { readonly type: 'openLine'; readonly line: number };

/** Longer lists are not read by anybody. */
export const mostEntries = 1000;
