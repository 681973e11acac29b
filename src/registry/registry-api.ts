// What a registry tells and takes, asked directly and not through an engine. Plain values; no editor, no HTTP.
// Source of the protocol: github.com/opencontainers/distribution-spec, and Docker's registry API v2.
import type { ImageReference } from '../image-reference.ts';
import type { Credential } from './credential.ts';

/** `registry` as references name it (`docker.io`, `localhost:5000`), `repository` within it (`library/node`). */
export type RepositoryName = Pick<ImageReference, 'registry' | 'repository'>;

export interface RegistryAccess {
  /** What it wants before it answers: nothing, a password with each request, or a token of its token server. */
  readonly authentication: 'none' | 'basic' | 'token';
  /** Whether a stored credential was used. */
  readonly loggedIn: boolean;
  /** Whether it is reached by TLS. */
  readonly encrypted: boolean;
}

export interface Page<T> {
  /** Can be more than asked for: some registries answer with everything, whatever they are asked. */
  readonly items: readonly T[];
  /** Give it as `after` to get the next page; undefined: this was the last one. Only for the same list. */
  readonly next: string | undefined;
}

export interface PageRequest {
  readonly after?: string | undefined;
  /** 100 unless it is given. */
  readonly pageSize?: number | undefined;
}

/** What a tag or a digest stands for: one image, or one for each of several platforms. */
export interface Manifest {
  /** `sha256:…`, as it stands in `name@sha256:…`. */
  readonly digest: string;
  readonly mediaType: string;
  /** In the registry's order, without what is no image (attestations). */
  readonly images: readonly PlatformImage[];
}

export interface PlatformImage {
  /** Of this image alone: `sha256:…`. */
  readonly digest: string;
  /** `linux/arm64`, `linux/arm/v7`; undefined where only the image's configuration knows it. */
  readonly platform: string | undefined;
}

export interface RemoteImage {
  readonly digest: string;
  /** `linux/arm64`; undefined where the image does not say. */
  readonly platform: string | undefined;
  /** Bytes as they travel: layers are compressed. */
  readonly size: number;
  readonly layers: number;
  /** Milliseconds since 1970; undefined where the image does not say, or says zero, as reproducible builds do. */
  readonly createdAt: number | undefined;
}

export interface DeletionPreview {
  /** What goes: the manifest, with every tag that names it. */
  readonly digest: string;
  /** All tags that go, the asked one among them. */
  readonly tags: readonly string[];
  /** How many tags could not be looked at, as there are too many: more of them may go. */
  readonly unseen: number;
}

export interface RegistryClient {
  /**
   * Whether it is a registry, lets us in, and how. Rejects with `registry-denied` (log in), `registry-unreachable`, or
   * `registry-failed` (answers, but not as a registry). The other calls reject with these, too, and with `registry-limit`
   * when the registry wants to be asked less.
   */
  checkAccess(registry: string, signal?: AbortSignal): Promise<RegistryAccess>;
  /**
   * Tries a credential that is not stored yet. Answers the one to store: some registries give an identity token in
   * place of a password. Rejects with `registry-denied`.
   */
  verify(registry: string, credential: Credential, signal?: AbortSignal): Promise<Credential>;
  /** Names within the registry. Rejects with `unsupported` where a registry lists none: Docker Hub, GitHub's. */
  repositories(registry: string, request?: PageRequest, signal?: AbortSignal): Promise<Page<string>>;
  /** In the registry's order. Rejects with `image-not-found` if there is no such repository. */
  tags(name: RepositoryName, request?: PageRequest, signal?: AbortSignal): Promise<Page<string>>;
  /** The digest of the reference's tag (`latest` without one), by HEAD: costs no pull. Rejects with `image-not-found`. */
  digest(reference: ImageReference, signal?: AbortSignal): Promise<string>;
  /** One request. On Docker Hub it counts as a pull. */
  manifest(reference: ImageReference, signal?: AbortSignal): Promise<Manifest>;
  /** `digest` of one of a manifest's `images`. Two requests at the first time, none later. */
  image(name: RepositoryName, digest: string, signal?: AbortSignal): Promise<RemoteImage>;
  /** What `deleteManifest` would take away with this tag: tags of the same digest. Deletes nothing. */
  previewDeletion(reference: ImageReference, signal?: AbortSignal): Promise<DeletionPreview>;
  /** Takes the manifest away with all its tags. Rejects with `unsupported` where the registry does not allow that. */
  deleteManifest(name: RepositoryName, digest: string, signal?: AbortSignal): Promise<void>;
  /** Whether its last answers say that it allows few more requests: a limit nearly reached, or "too many". */
  wantsFewRequests(registry: string): Promise<boolean>;
  /** Forgets tokens and credentials in memory: after a login or logout. Without a registry: of all. */
  forget(registry?: string): void;
  /** Ends all connections. */
  close(): void;
}

/** An image of the engine, as far as its age is compared. */
export interface LocalImage {
  /** With a tag: `node:22-slim`, `localhost:5000/team/app:1`. */
  readonly reference: string;
  /** `name@sha256:…`, as the engine has them. */
  readonly digests: readonly string[];
  /** Whether they may be the engine's own: a registry is asked about it only by a person, or once it is known to be from there. */
  readonly inDoubt?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** `linux/amd64`; undefined: that of the machine's engine is not known, and neither is the newer one's age. */
  readonly platform?: string | undefined;
}

export type Freshness =
  /** The registry has the same one under this tag. */
  | { readonly kind: 'current'; readonly digest: string; readonly checkedAt: number }
  | {
      readonly kind: 'newer';
      /** Of the registry's: `sha256:…`. */
      readonly digest: string;
      readonly localDigest: string;
      /** Milliseconds since 1970, of both builds; undefined where unknown or not asked for. */
      readonly createdAt: number | undefined;
      readonly localCreatedAt: number;
      readonly checkedAt: number;
    }
  /** Built here or loaded from a file: no registry's digest to compare with. Or the reference has no tag. */
  | { readonly kind: 'not-comparable' }
  /** The registry was not asked: nobody asked for it, and its host is not known or allows few requests. */
  | { readonly kind: 'not-asked' };

export interface NewerRequest {
  /** A person asks now: the registry is asked whoever it is, and past answers do not count. */
  readonly asked?: boolean;
  /** Also the age of the newer one, which on Docker Hub counts as a pull. */
  readonly withAge?: boolean;
}

export interface NewerCheck {
  /** Downloads no layer. Rejects as `RegistryClient.digest` does. */
  check(image: LocalImage, request?: NewerRequest, signal?: AbortSignal): Promise<Freshness>;
  /** What is known without asking; undefined: nothing. */
  known(image: LocalImage): Freshness | undefined;
  /** This engine has pushed it itself: what the registry has under that name is no newer one. */
  pushed(reference: string, digest: string): void;
}
