// Images as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.
import type { Readable } from 'node:stream';
import type { Credential, CredentialLookup } from '../registry/credential.ts';

/** One image id with all the names that point to it. */
export interface Image {
  /** `sha256:…` */
  readonly id: string;
  /** `name:tag`; empty for a dangling image. */
  readonly tags: readonly string[];
  /** `name@sha256:…` */
  readonly digests: readonly string[];
  /**
   * Whether its digests may be the engine's own, which no registry knows: containerd's store gives some to each image, and so
   * does Podman.
   */
  readonly inDoubt?: boolean;
  /** Bytes, layers shared with other images included. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Those that are here, as `linux/arm64`; undefined: the engine's lists do not tell. */
  readonly platforms?: readonly string[] | undefined;
}

/** What `docker image inspect` says, as far as a decision needs it; `raw` is the engine's whole answer. */
export interface ImageDetails {
  readonly id: string;
  readonly tags: readonly string[];
  readonly size: number;
  /** `8080/tcp` → port and protocol, in the image's order. */
  readonly exposedPorts: readonly { readonly port: number; readonly protocol: 'tcp' | 'udp' | 'sctp' }[];
  readonly digests: readonly string[];
  /** As of `Image`; of a single one the engine may know it, and says false. Absent: it says nothing new. */
  readonly inDoubt?: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** `linux/amd64`: that of a container made of it, the engine's own if it is here for that. */
  readonly platform: string;
  /** All that it is here for: containerd's store can have several of them under one id. */
  readonly platforms: readonly string[];
  readonly author: string;
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  /** `NAME=value` */
  readonly environment: readonly string[];
  readonly workingDirectory: string;
  readonly user: string;
  /** Paths that a container gets a volume for. */
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Digests of the layers' contents, base first; an image that begins with all layers of another is built on it. */
  readonly layers: readonly string[];
  readonly raw: unknown;
}

/** One entry of `docker history`. */
export interface HistoryEntry {
  /** `sha256:…`, or undefined where the engine knows it no more (`<missing>`). */
  readonly id: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The engine's words: `RUN /bin/sh -c npm ci # buildkit`, `/bin/sh -c #(nop)  CMD ["sh"]`. */
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
  readonly tags: readonly string[];
  readonly comment: string;
}

/** One entry of `docker search`. */
export interface SearchResult {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
}

/** Progress of a pull or push: by layer, in the engine's own words. */
export interface TransferProgress {
  /** Seconds for which the engine has told nothing, though it answers other questions. */
  readonly silentFor?: number;
  /** Short layer id, or the tag; undefined for lines about the whole. */
  readonly layer?: string | undefined;
  /** `Downloading`, `Pull complete`, `Pushing`, `Pushed`, `Layer already exists`, `Mounted from team/app` … */
  readonly status: string;
  /** Bytes. */
  readonly current?: number | undefined;
  readonly total?: number | undefined;
  /** In a push: the image is for several platforms, of which only this one is sent, as the others are not here. */
  readonly onlyPlatform?: string | undefined;
}

/** Where a transfer's credential comes from: it is asked for the registry of the reference and no other. */
export interface RegistryAccount {
  /** undefined: nobody is logged in. Its rejections are the transfer's. */
  readonly credentials?: CredentialLookup | undefined;
}

export interface PushedTag {
  readonly tag: string;
  /** `sha256:…` */
  readonly digest: string;
}

export interface ImageApi {
  /** All but those of Longshore's own helpers (`helper.ts`). */
  list(signal?: AbortSignal): Promise<Image[]>;
  inspect(reference: string, signal?: AbortSignal): Promise<ImageDetails>;
  /**
   * `reference` has a tag or digest. Rejects with `image-not-found`, `registry-denied`, `registry-unreachable`,
   * `registry-limit` or `registry-failed`.
   */
  pull(
    reference: string,
    onProgress: (progress: TransferProgress) => void,
    signal?: AbortSignal,
    options?: RegistryAccount & { platform?: string; allTags?: boolean },
  ): Promise<void>;
  /** Answers the digest (`sha256:…`). The same rejections as `pull`. */
  push(
    reference: string,
    onProgress: (progress: TransferProgress) => void,
    signal?: AbortSignal,
    options?: RegistryAccount,
  ): Promise<string>;
  /** All tags that this engine has of a repository (`localhost:5000/team/app`), at once. Otherwise as `push`. */
  pushAll(
    repository: string,
    onProgress: (progress: TransferProgress) => void,
    signal?: AbortSignal,
    options?: RegistryAccount,
  ): Promise<PushedTag[]>;
  /**
   * Whether the engine can log in with this credential, for registries that only the engine reaches. Answers the one to
   * store: some registries give an identity token in place of a password. Rejects as `pull` does.
   */
  verifyCredential(registry: string, credential: Credential, signal?: AbortSignal): Promise<Credential>;
  /** Names (`node:22`) that were pulled lately, by anybody: as far back as the engine remembers what happened. */
  pulledNames(signal?: AbortSignal): Promise<readonly string[]>;
  /** Another name for the same image; the old one stays. */
  tag(reference: string, newReference: string, signal?: AbortSignal): Promise<void>;
  /** By name: untags, and deletes with the last name. By id: deletes. Says which of both happened to what. */
  remove(
    reference: string,
    options?: { force?: boolean },
    signal?: AbortSignal,
  ): Promise<{ untagged: string[]; deleted: string[] }>;
  /** Newest first. */
  history(reference: string, signal?: AbortSignal): Promise<HistoryEntry[]>;
  /** A tar archive that `load` takes, with all the images and names. */
  save(references: readonly string[], signal?: AbortSignal): Promise<Readable>;
  /** Answers what was loaded: names, or ids of images without one. Rejects with `invalid` if the archive is none. */
  load(archive: Readable, signal?: AbortSignal): Promise<string[]>;
  /** Makes an image of a root file system; answers its id. `changes`: Dockerfile instructions. */
  importFiles(
    archive: Readable,
    request: { reference: string | undefined; message: string; changes: readonly string[] },
    signal?: AbortSignal,
  ): Promise<string>;
  /** On Docker Hub, by the engine; in another registry where the term begins with it. Empty if nothing has that name. */
  search(term: string, signal?: AbortSignal, options?: RegistryAccount): Promise<SearchResult[]>;
}
