// What the page of the disk and the extension say to each other. Plain data: both sides are bundled with this file.
import type { DiskFacts, DiskKind } from './disk-facts.ts';
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

export type ToDiskPage = ToAnyPage<DiskFacts>;

/** Its buttons free what a kind leaves unused, or all: each with its preview. */
export type FromDiskPage =
  | FromAnyPage<DiskKind | 'all'>
  | { readonly type: 'open'; readonly kind: Exclude<DiskKind, 'buildCache'>; readonly id: string };
