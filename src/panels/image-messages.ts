// What the page of an image and the extension say to each other. Plain data: both sides are bundled with this file.
import type { ImageFacts } from './image-facts.ts';
import type { FromAnyPage, FromValuesPage, ToAnyPage, ToValuesPage } from './page-messages.ts';

/** What its buttons do. */
export type ImageAction =
  | 'run'
  | 'push'
  | 'pull'
  | 'tag'
  | 'save'
  | 'checkNewer'
  | 'history'
  | 'layers'
  | 'inspect'
  | 'remove';

export type ToImagePage = ToAnyPage<ImageFacts> | ToValuesPage;

export type FromImagePage =
  | FromAnyPage<ImageAction>
  | FromValuesPage
  | { readonly type: 'open'; readonly kind: 'container' | 'image' | 'build'; readonly id: string }
  | { readonly type: 'untag'; readonly tag: string }
  /** With all other images. */
  | { readonly type: 'compare' }
  /** Of the Dockerfile; the first is 0. undefined: its beginning. */
  | { readonly type: 'openLine'; readonly line: number | undefined };
