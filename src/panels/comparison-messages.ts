// What the page of two builds and the extension say to each other. Plain data: both sides are bundled with this file.
import type { ComparisonFacts } from './comparison-facts.ts';
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

export type ToComparisonPage = ToAnyPage<ComparisonFacts>;

export type FromComparisonPage = FromAnyPage<'older' | 'newer'> | { readonly type: 'openLine'; readonly line: number };
