// What a build is asked, what it tells while it runs, and what it makes. Plain values: no dockerode, no editor.
import type { CredentialLookup } from '../registry/credential.ts';

/** For `RUN --mount=type=secret,id=…`. The value itself is read when the engine asks for it, and kept nowhere. */
export type BuildSecret =
  /** `file`: absolute path. */
  | { readonly id: string; readonly file: string }
  /** `variable`: name of an environment variable. */
  | { readonly id: string; readonly variable: string };

/** For `RUN --mount=type=ssh,id=…`. */
export interface BuildSsh {
  /** `default` is what a mount without an id asks for. */
  readonly id: string;
  /** Of an SSH agent: path of a socket, or of a pipe on Windows. Absent: the one that SSH_AUTH_SOCK names. */
  readonly socket?: string | undefined;
}

export interface BuildRequest {
  /** Absolute path of the folder that is sent. */
  readonly contextFolder: string;
  /** Absolute path; inside of `contextFolder` or not. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** `linux/arm64`; absent: the engine's own. */
  readonly platform?: string | undefined;
  /** By the names that FROM and `--from` use: the absolute path of a folder, `docker-image://…`, or an address. */
  readonly namedContexts?: Readonly<Record<string, string>>;
  readonly secrets?: readonly BuildSecret[];
  readonly ssh?: readonly BuildSsh[];
  /** Every step runs again. */
  readonly noCache?: boolean;
  /** Asks the registry for newer base images. */
  readonly pull?: boolean;
  /** Network of RUN: `default`, `none` or `host`. */
  readonly networkMode?: string | undefined;
  /** `name:address`, as in /etc/hosts of the steps. */
  readonly extraHosts?: readonly string[];
  /** Bytes of /dev/shm in the steps. */
  readonly shmSize?: number | undefined;
  /** Images whose layers may be reused. */
  readonly cacheFrom?: readonly string[];
  /** Asked for the host of each registry that the build needs. Absent: nobody is logged in anywhere. */
  readonly credentials?: CredentialLookup;
  /** Name of a buildx builder. Absent: the engine's own builder. */
  readonly builder?: string | undefined;
  /** In which variables of secrets and SSH_AUTH_SOCK are looked up; absent: that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export type ContextWay = 'sync' | 'archive';

/** What a build tells while it runs. */
export type BuildProgress =
  /** The context on its way. */
  | {
      readonly kind: 'context';
      /** `sync`: only what the engine does not have yet; `archive`: everything, every time. */
      readonly way: ContextWay;
      /** Sent until now; links count as files, folders do not. */
      readonly files: number;
      /** Sent until now, of file content. */
      readonly bytes: number;
      /** Of a `sync`: all that the build sees, as far as the walk has come. */
      readonly seen?: { readonly files: number; readonly bytes: number } | undefined;
    }
  /** A step (BuildKit: a vertex) began, went on or ended; sent again at every change, keyed by `id`. */
  | {
      readonly kind: 'step';
      readonly id: string;
      /** `[build 2/5] RUN npm ci` */
      readonly name: string;
      /** Ids of the steps that it takes from, where the builder tells them. */
      readonly inputs?: readonly string[];
      /**
       * Of a builder that goes through the file from its top and counts each of its instructions: in which stage it is, the
       * first being 0, or undefined where it does not say.
       */
      readonly inOrder?: { readonly stage: number | undefined };
      readonly state: 'waiting' | 'running' | 'cached' | 'done' | 'failed' | 'canceled';
      /** Milliseconds since 1970. */
      readonly startedAt?: number | undefined;
      readonly completedAt?: number | undefined;
      readonly error?: string | undefined;
    }
  /** A part of a running step that can be measured (a layer that is pulled, an export); told again at every change. */
  | {
      readonly kind: 'part';
      /** Id of the step. */
      readonly step: string;
      /** Unique in the step: `sha256:…`, `extracting sha256:…`, `exporting layers`. */
      readonly id: string;
      /** Bytes, mostly; 0 if it is not measured. */
      readonly current: number;
      /** 0: unknown. */
      readonly total: number;
      readonly isDone: boolean;
    }
  /** What a step writes; whole lines, without the line end. */
  | { readonly kind: 'output'; readonly step: string; readonly line: string; readonly from: 'stdout' | 'stderr' }
  /** Something about the build that a person should know (which builder is used, a warning). */
  | { readonly kind: 'note'; readonly text: string };

export interface BuildResult {
  readonly imageId: string;
  /** How it was built: by BuildKit with the context in one of two ways, by the older builder, or through buildx. */
  readonly way: ContextWay | 'classic' | 'buildx';
  readonly tags: readonly string[];
  /** Bytes. */
  readonly size: number;
}
