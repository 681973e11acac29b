// What a build takes from the image that a stage starts from, as far as it decides about the cache.
import type { ImageDetails } from '../engine/image-api.ts';

export interface BaseImage {
  /** Digests of the layers: BuildKit knows an image by them, whatever it is called and labelled. */
  readonly layers: readonly string[];
  /** Of engines with containerd's store: digest of the manifest, by which their builder looks for what it has first. */
  readonly manifest: string | undefined;
  readonly environment: ReadonlyMap<string, string>;
  readonly workingDirectory: string;
  readonly user: string;
  /** As JSON; undefined: the usual one. */
  readonly shell: string | undefined;
  /** `linux/arm64`; '': any. */
  readonly platform: string;
  /** Instructions that run behind each FROM of it. */
  readonly triggers: readonly string[];
}

/** By the references that FROM and `--from` use, variables replaced; absent: the engine does not have it. */
export type BaseImages = ReadonlyMap<string, BaseImage>;

/** Source: the API's `GET /images/{name}/json`, whose `Config` has `Shell` and `OnBuild`; `Descriptor` is there with containerd's store. */
export function baseImageOf({ layers, platform, environment, workingDirectory, user, raw }: ImageDetails): BaseImage {
  const { Config, Descriptor } = raw as {
    Config?: { Shell?: readonly string[] | null; OnBuild?: readonly string[] | null };
    Descriptor?: { digest?: string };
  };
  return {
    layers,
    manifest: Descriptor?.digest,
    platform,
    environment: new Map(environment.map(nameAndValue)),
    workingDirectory: workingDirectory || '/',
    user,
    shell: Config?.Shell ? JSON.stringify(Config.Shell) : undefined,
    triggers: Config?.OnBuild ?? [],
  };
}

function nameAndValue(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

export const scratch: BaseImage = {
  layers: [],
  manifest: undefined,
  platform: '',
  environment: new Map(),
  workingDirectory: '/',
  user: '',
  shell: undefined,
  triggers: [],
};
