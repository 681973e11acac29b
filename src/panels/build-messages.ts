// What the page of a build and the extension say to each other. Plain data: both sides are bundled with this file.
import type { BuildFacts } from './build-facts.ts';
import type { FromAnyPage, ToAnyPage } from './page-messages.ts';

/** What its buttons do. */
export type BuildAction = 'repeat' | 'cancel' | 'showLog' | 'compare' | 'forget';

export type ToBuildPage =
  | ToAnyPage<BuildFacts>
  /** What a step wrote, with its colours; `omitted`: lines before these. `note`: why there are none. */
  | {
      readonly type: 'log';
      readonly key: string;
      readonly lines: readonly string[];
      readonly omitted: number;
      readonly note: string;
    };

export type FromBuildPage =
  | FromAnyPage<BuildAction>
  /** The page shows what these steps write, from now on. */
  | { readonly type: 'showLogs'; readonly keys: readonly string[] }
  | { readonly type: 'openLine'; readonly line: number | undefined }
  | { readonly type: 'openImage' }
  /** Another one. */
  | { readonly type: 'openBuild'; readonly build: string }
  /** With the build before it. */
  | { readonly type: 'compareWithEarlier' };

/** So many lines of a step are shown; the log has all. */
export const mostStepLines = 2000;
