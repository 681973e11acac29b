// Images as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.

/** One image id with all the names that point to it. */
export interface Image {
  /** `sha256:…` */
  readonly id: string;
  /** `name:tag`; empty for a dangling image. */
  readonly tags: readonly string[];
  /** `name@sha256:…` */
  readonly digests: readonly string[];
  /** Bytes, layers shared with other images included. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** What `docker image inspect` says, as far as a decision needs it; `raw` is the engine's whole answer. */
export interface ImageDetails {
  readonly id: string;
  readonly tags: readonly string[];
  readonly size: number;
  /** `8080/tcp` → port and protocol, in the image's order. */
  readonly exposedPorts: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp' | 'sctp' }[];
  /** Only the raw answer's JSON value. */
  readonly raw: unknown;
}

/** Progress of a pull or push: by layer, in the engine's own words. */
export interface TransferProgress {
  /** Short layer id, or the tag; undefined for lines about the whole. */
  readonly layer?: string | undefined;
  /** `Downloading`, `Pull complete`, `Layer already exists` … */
  readonly status: string;
  /** Bytes. */
  readonly current?: number | undefined;
  readonly total?: number | undefined;
}

export interface ImageApi {
  list(signal?: AbortSignal): Promise<Image[]>;
  inspect(reference: string, signal?: AbortSignal): Promise<ImageDetails>;
  /** `reference` has a tag or digest. Rejects with `image-not-found`, `registry-denied` or `registry-unreachable`. */
  pull(reference: string, onProgress: (progress: TransferProgress) => void, signal?: AbortSignal): Promise<void>;
  /** Answers the digest (`sha256:…`). The same rejections as `pull`. */
  push(reference: string, onProgress: (progress: TransferProgress) => void, signal?: AbortSignal): Promise<string>;
  /** Another name for the same image; the old one stays. */
  tag(reference: string, newReference: string, signal?: AbortSignal): Promise<void>;
  /** By name: untags, and deletes with the last name. By id: deletes. Says which of both happened to what. */
  remove(
    reference: string,
    options?: { force?: boolean },
    signal?: AbortSignal,
  ): Promise<{ untagged: string[]; deleted: string[] }>;
}
