// What the page of an image search and the extension say to each other. Plain data: both sides are bundled with this file.

/** An image of Docker Hub. */
export interface FoundImage {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
}

export type ToSearchPage =
  /** `term`: what was searched for. `note`: why there are none. */
  | {
      readonly type: 'results';
      readonly term: string;
      readonly isBusy: boolean;
      readonly results: readonly FoundImage[];
      readonly note: string;
    }
  /** In the order in which people want them. */
  | {
      readonly type: 'tags';
      readonly name: string;
      readonly tags: readonly string[];
      /** There are others. */
      readonly isMore: boolean;
      readonly note: string;
    }
  /** What the registry says of one tag. */
  | {
      readonly type: 'size';
      readonly name: string;
      readonly tag: string;
      readonly size: SizeFacts | undefined;
      readonly note: string;
    };

export interface SizeFacts {
  /** Bytes as they travel, of the image for that platform. */
  readonly bytes: number;
  readonly platform: string;
  /** For which it is there in all; empty: the registry does not say. */
  readonly platforms: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
}

export type FromSearchPage =
  | { readonly type: 'ready' }
  | { readonly type: 'search'; readonly term: string }
  | { readonly type: 'askTags'; readonly name: string }
  /** On Docker Hub this counts as a pull. */
  | { readonly type: 'askSize'; readonly name: string; readonly tag: string }
  /** `tag`: '' for none. */
  | { readonly type: 'pull' | 'from' | 'copy'; readonly name: string; readonly tag: string }
  | { readonly type: 'openHub'; readonly name: string };

/** So many tags are offered: who wants another one types it. */
export const mostTags = 200;
