// What the page of logs and the extension say to each other. The lines stay with the extension: the page is told those that are in
// sight. Plain data: both sides are bundled with this file.
import type { LogLevel } from './log-level.ts';

export interface LogRow {
  /** Counted from the first line that was read; unlike its place in the view it never changes. */
  readonly seq: number;
  /** Of the container, in the order of the page; -1: it says what happened. */
  readonly source: number;
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly from: 'stdout' | 'stderr';
  readonly text: string;
}

export interface LogFilter {
  readonly text: string;
  readonly isRegex: boolean;
  /** The least that is shown; undefined: all lines. */
  readonly level: LogLevel | undefined;
  readonly from: 'both' | 'stdout' | 'stderr';
  /** Milliseconds since 1970: older lines are left out. */
  readonly since: number | undefined;
  /** Containers that are switched off, by their places. */
  readonly hidden: readonly number[];
}

export const noFilter: LogFilter = {
  text: '',
  isRegex: false,
  level: undefined,
  from: 'both',
  since: undefined,
  hidden: [],
};

export interface LogSearch {
  readonly text: string;
  readonly isRegex: boolean;
}

export type ToLogsPage =
  | {
      readonly type: 'sources';
      readonly names: readonly string[];
      readonly filter: LogFilter;
      readonly presets: readonly string[];
    }
  | {
      readonly type: 'counts';
      /** Lines that pass the filter, and all that are kept. */
      readonly shown: number;
      readonly kept: number;
      /** Older ones that were let go, so that the memory has a bound. */
      readonly dropped: number;
      /** Of the search; undefined: none. */
      readonly hits: number | undefined;
      /** The filter or search has not gone through all lines yet. */
      readonly busy: boolean;
      /** What is wrong with a regular expression. */
      readonly wrong: string;
    }
  /** `first`: its place among those that are shown. `search`: what may be marked in them; it has been tried on each. */
  | {
      readonly type: 'rows';
      readonly first: number;
      readonly rows: readonly LogRow[];
      readonly search: LogSearch | undefined;
    }
  /** The page shall show this line: a hit, or a time that was asked for. `hit`: which of them, from 1; `line`: its `seq`. */
  | {
      readonly type: 'goTo';
      readonly place: number;
      readonly hit: number | undefined;
      readonly line: number | undefined;
    };

export type FromLogsPage =
  | { readonly type: 'ready' }
  /** What is in sight; `end`: the newest lines, whatever comes. */
  | { readonly type: 'window'; readonly first: number; readonly count: number; readonly end: boolean }
  | { readonly type: 'filter'; readonly filter: LogFilter }
  | { readonly type: 'search'; readonly search: LogSearch | undefined; readonly near: number }
  | { readonly type: 'nextHit'; readonly forward: boolean; readonly near: number }
  /** Milliseconds since 1970. */
  | { readonly type: 'goToTime'; readonly at: number }
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'copyShown' | 'export' | 'savePreset' }
  | { readonly type: 'usePreset' | 'removePreset'; readonly name: string };
