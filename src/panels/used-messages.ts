// What the page of a volume or network and the extension say to each other. Plain data: both sides are bundled with this file.
import type { FromAnyPage, FromValuesPage, ToAnyPage, ToValuesPage } from './page-messages.ts';
import type { UsedFacts } from './used-facts.ts';

/** What its buttons do: `browse` with a volume, `connect` with a network. */
export type UsedAction = 'browse' | 'connect' | 'inspect' | 'remove';

export type ToUsedPage = ToAnyPage<UsedFacts> | ToValuesPage;

export type FromUsedPage =
  | FromAnyPage<UsedAction>
  | FromValuesPage
  /** The page of a container that uses it. */
  | { readonly type: 'open'; readonly id: string }
  /** Takes a container out of the network. */
  | { readonly type: 'disconnect'; readonly id: string };
