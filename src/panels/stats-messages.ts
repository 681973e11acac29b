// What the stats panel and the extension say to each other. Plain data: both sides are bundled with this file.

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
  readonly state: 'waiting' | 'running' | 'stopped' | 'failed';
  /** Why it failed, for a person. */
  readonly note: string;
}

export type ToStatsPanel =
  | {
      readonly type: 'all';
      readonly containers: readonly (StatsContainer & { readonly points: readonly StatsPoint[] })[];
    }
  | { readonly type: 'state'; readonly container: StatsContainer }
  | { readonly type: 'point'; readonly id: string; readonly point: StatsPoint }
  | {
      readonly type: 'processes';
      readonly id: string;
      readonly titles: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Why there are none; empty if there are. */
      readonly note: string;
    };

export type FromStatsPanel =
  /** The page is loaded, or loaded anew after it was hidden: it knows nothing. */
  { readonly type: 'ready' } | { readonly type: 'askProcesses'; readonly id: string };
