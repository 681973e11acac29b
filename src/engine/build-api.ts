// What a build is asked, what it tells while it runs, and what it makes. Plain values: no dockerode, no editor.

export interface BuildRequest {
  /** Absolute path of the folder that is sent. */
  readonly contextFolder: string;
  /** Absolute path; inside of `contextFolder` or not. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a build tells while it runs. */
export type BuildProgress =
  /** The context on its way. */
  | { readonly kind: 'context'; readonly files: number; readonly bytes: number }
  /** A step (BuildKit: a vertex) began, went on or ended; sent again at every change, keyed by `id`. */
  | {
      readonly kind: 'step';
      readonly id: string;
      /** `[build 2/5] RUN npm ci` */
      readonly name: string;
      readonly state: 'waiting' | 'running' | 'cached' | 'done' | 'failed' | 'canceled';
      /** Milliseconds since 1970. */
      readonly startedAt?: number | undefined;
      readonly completedAt?: number | undefined;
      readonly error?: string | undefined;
    }
  /** What a step writes; whole lines, without the line end. */
  | { readonly kind: 'output'; readonly step: string; readonly line: string; readonly from: 'stdout' | 'stderr' }
  /** Something about the build that a person should know (which builder is used, a warning). */
  | { readonly kind: 'note'; readonly text: string };

export interface BuildResult {
  readonly imageId: string;
  readonly tags: readonly string[];
  /** Bytes. */
  readonly size: number;
}
