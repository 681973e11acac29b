// How a Dockerfile is built: what is asked once, remembered, and may be written into the settings as JSON.
import { dirname, resolve } from 'node:path';
import type { BuildRequest, BuildSecret, BuildSsh } from '../engine/build-api.ts';
import { buildContextKind } from '../engine/buildkit/named-contexts.ts';

/** As it stands in `longshore.build.profiles`. Paths are relative to the Dockerfile's folder, or absolute. */
export interface BuildProfile {
  /** Unique among the profiles of its Dockerfile. */
  readonly name: string;
  /** The folder that is sent; the Dockerfile's own if it is not given. */
  readonly context?: string;
  /** Further contexts, by the names that FROM and `--from` use: folders, `docker-image://…`, addresses. */
  readonly buildContexts?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly secrets?: readonly BuildSecret[];
  readonly ssh?: readonly BuildSsh[];
  readonly noCache?: boolean;
  readonly pull?: boolean;
  /** `default`, `none` or `host` */
  readonly network?: string;
  /** `name:address` */
  readonly extraHosts?: readonly string[];
  /** `64m` */
  readonly shmSize?: string;
  readonly cacheFrom?: readonly string[];
  /** Name of a buildx builder. */
  readonly builder?: string;
}

/** The request for the engine. Rejects nothing: what is wrong in a profile, `profileProblem` says. */
export function buildRequestOf(profile: BuildProfile, dockerfile: string, tags: readonly string[]): BuildRequest {
  const folder = dirname(dockerfile);
  const { context, buildArgs, labels, platform, target, network, shmSize, secrets, ssh, builder } = profile;
  const bytes = shmSize === undefined ? undefined : parseSize(shmSize);
  return {
    contextFolder: resolve(folder, context ?? '.'),
    dockerfile,
    tags,
    ...(target === undefined ? {} : { target }),
    ...(buildArgs ? { buildArgs } : {}),
    ...(labels ? { labels } : {}),
    ...(platform === undefined ? {} : { platform }),
    ...(profile.buildContexts ? { namedContexts: contextSources(profile.buildContexts, folder) } : {}),
    ...(secrets
      ? {
          secrets: secrets.map((secret) =>
            'file' in secret ? { ...secret, file: resolve(folder, secret.file) } : secret,
          ),
        }
      : {}),
    ...(ssh ? { ssh } : {}),
    ...(profile.noCache ? { noCache: true } : {}),
    ...(profile.pull ? { pull: true } : {}),
    ...(network === undefined ? {} : { networkMode: network }),
    ...(profile.extraHosts ? { extraHosts: profile.extraHosts } : {}),
    ...(bytes === undefined ? {} : { shmSize: bytes }),
    ...(profile.cacheFrom ? { cacheFrom: profile.cacheFrom } : {}),
    ...(builder === undefined ? {} : { builder }),
  };
}

/** With absolute paths for folders. `folder`: the Dockerfile's. */
export function contextSources(
  contexts: Readonly<Record<string, string>>,
  folder: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(contexts).map(([name, source]) => [
      name,
      buildContextKind(source) === 'folder' ? resolve(folder, source) : source,
    ]),
  );
}

const sizeUnits: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `64m` → bytes, as Docker's command line counts; undefined: not a size. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+)\s*([bkmg]?)b?$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (sizeUnits[unit.toLowerCase()] ?? 1);
}
