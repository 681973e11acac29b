// What the page of stats and the extension say to each other. Plain data: both sides are bundled with this file.
import type { ToAnyPage } from './page-messages.ts';

/** One moment of one container. */
export interface StatsPoint {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** 100 is one whole processor. */
  readonly cpuPercent: number;
  /** Bytes. */
  readonly memory: number;
  readonly memoryLimit: number;
  /** Bytes a second; 0 for the first point, which has none before it. */
  readonly received: number;
  readonly sent: number;
  readonly read: number;
  readonly written: number;
  readonly processes: number;
}

export interface StatsContainer {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'stopped' | 'failed' | 'removed';
  /** Why it failed, for a person. */
  readonly note: string;
  /** Milliseconds since 1970; undefined: it does not run, or the engine does not say. */
  readonly startedAt: number | undefined;
  /** Those on the host: `8080, 127.0.0.1:5432`. */
  readonly ports: string;
}

export type ToStatsPage =
  | { readonly type: 'containers'; readonly containers: readonly StatsContainer[] }
  /** `anew`: those before are to be forgotten. */
  | {
      readonly type: 'points';
      readonly anew: boolean;
      readonly points: readonly { readonly id: string; readonly points: readonly StatsPoint[] }[];
    }
  | {
      readonly type: 'processes';
      readonly id: string;
      readonly titles: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Why there are none; empty if there are. */
      readonly note: string;
    }
  | Extract<ToAnyPage<never>, { type: 'hold' }>;

export type FromStatsPage =
  /** The page is loaded, or loaded anew after it was hidden: it knows nothing. */
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'askProcesses'; readonly id: string }
  | { readonly type: 'open'; readonly id: string };
