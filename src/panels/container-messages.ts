// What the page of a container and the extension say to each other. Plain data: both sides are bundled with this file.
import type { FileChange } from '../engine/container-api.ts';
import type { ContainerFacts } from './container-facts.ts';
import type { FromAnyPage, FromValuesPage, ToAnyPage, ToValuesPage } from './page-messages.ts';
import type { StatsPoint } from './stats-messages.ts';

/** What its buttons do. */
export type ContainerAction =
  | 'start'
  | 'stop'
  | 'restart'
  | 'recreate'
  | 'unpause'
  | 'shell'
  | 'attach'
  | 'logs'
  | 'stats'
  | 'files'
  | 'changes'
  | 'commit'
  | 'copyRun'
  | 'inspect'
  | 'remove';

/** What it is linked with. */
export type NeighbourKind = 'image' | 'network' | 'volume';

/** A line of a log, with the escape sequences of its colours. */
export interface OutputLine {
  readonly text: string;
  readonly from: 'stdout' | 'stderr';
}

export type ToContainerPage =
  | ToAnyPage<ContainerFacts>
  | { readonly type: 'points'; readonly points: readonly StatsPoint[] }
  | { readonly type: 'point'; readonly point: StatsPoint }
  /** `begin`: those shown before are of an older reading. `note`: why there are none. */
  | { readonly type: 'output'; readonly begin: boolean; readonly lines: readonly OutputLine[]; readonly note: string }
  | {
      readonly type: 'processes';
      readonly titles: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly note: string;
    }
  | {
      readonly type: 'changes';
      readonly changes: readonly FileChange[];
      readonly total: number;
      readonly note: string;
    }
  | ToValuesPage;

export type FromContainerPage =
  | FromAnyPage<ContainerAction>
  | { readonly type: 'askProcesses' }
  | { readonly type: 'askChanges' }
  | FromValuesPage
  | { readonly type: 'openPort'; readonly url: string }
  | { readonly type: 'open'; readonly kind: NeighbourKind; readonly id: string };

/** Of the changed files only so many are listed. */
export const mostChanges = 200;
/** So many lines of the log are shown. */
export const mostOutput = 200;
