// For which platforms the base images of Dockerfiles are there. What the engine has is mostly the answer; its registry is
// asked only about an image that is here for another platform than the engine's, since on Docker Hub that counts as a pull.

import type { Image } from '../engine/image-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';
import { formatImageReference, type ImageReference, withDefaultTag } from '../image-reference.ts';
import { isSameSystem } from '../platform.ts';
import { ownDigests } from '../registry/newer-check.ts';
import type { RegistryClient } from '../registry/registry-api.ts';

export interface KnownPlatforms {
  /** The engine's own: `linux/arm64`; undefined while that is not known. */
  readonly buildPlatform: string | undefined;
  /** By name (`alpine:3.20`): all platforms that the image is there for. Those of which not all are known are left out. */
  readonly imagePlatforms: ReadonlyMap<string, readonly string[]>;
}

export interface BasePlatforms {
  /** What is known of these; what is not is looked up, and told later. Starts no connection to an engine. */
  of(references: readonly ImageReference[]): KnownPlatforms;
  onDidChange(listener: () => void): { dispose(): void };
  dispose(): void;
}

export interface BasePlatformsParts {
  readonly inventory: Pick<Inventory, 'images' | 'connection' | 'onDidChange'>;
  readonly client: Pick<RegistryClient, 'manifest' | 'wantsFewRequests'>;
  /** Whether a registry may be asked although nobody asked for it. */
  readonly mayAsk: (registry: string) => Promise<boolean>;
  readonly log: (line: string) => void;
}

const nothing: readonly string[] = [];
const mostKnown = 500;

export function createBasePlatforms({ inventory, client, mayAsk, log }: BasePlatformsParts): BasePlatforms {
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  /** By the image's id and name; empty where not all platforms could be found out. */
  const known = new Map<string, readonly string[]>();
  const queue = new Map<string, Wanted>();
  let buildPlatform: string | undefined;
  let isWorking = false;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const wantedOf = (reference: ImageReference): Wanted | undefined => {
    const name = formatImageReference(withDefaultTag(reference));
    // What is pinned is that image, whatever its tag means by now.
    const pinned = reference.digest && formatImageReference({ ...reference, tag: undefined });
    const image = inventory.images.find(({ tags, digests }) =>
      pinned === undefined ? tags.includes(name) : digests.includes(pinned),
    );
    return image && { name, reference, image, key: `${image.id} ${name}` };
  };

  async function platformsOf({ name, reference, image }: Wanted): Promise<readonly string[]> {
    const { connection } = inventory;
    if (connection.state !== 'connected') return nothing;
    const { signal } = ending;
    buildPlatform ??= (await connection.engine.info(signal)).platform;
    const here = await connection.engine.images.inspect(image.id, signal);
    const isForBuild = here.platforms.some((platform) => isSameSystem(platform, String(buildPlatform)));
    if (here.platform === '' || isForBuild) return here.platforms;
    // Built here or loaded from a file: nobody else has it for another platform.
    if (ownDigests(reference, here.digests).length === 0) return here.platforms;
    if (image.inDoubt && here.inDoubt !== false) return nothing;
    if (!(await mayAsk(reference.registry)) || (await client.wantsFewRequests(reference.registry))) return nothing;
    log(`Asking ${reference.registry} for which platforms ${name} is there: here it is for ${here.platform}`);
    const { images } = await client.manifest(withDefaultTag(reference), signal);
    return [...new Set(images.map(({ platform }) => platform ?? here.platform))];
  }

  async function work(): Promise<void> {
    // What comes meanwhile is reached, too.
    for (const [key, wanted] of queue) {
      try {
        known.set(key, await platformsOf(wanted));
      } catch (error) {
        if (ending.signal.aborted) return;
        if (!isEngineError(error)) throw error;
        // Asked again when the images change: the rule keeps quiet until then.
        known.set(key, nothing);
        log(`Platforms of ${wanted.name}: ${error.message}`);
      }
      queue.delete(key);
      if (known.size > mostKnown) known.delete(String(known.keys().next().value));
      if (known.get(key)?.length) tell();
    }
  }

  const watching = inventory.onDidChange(({ connection, images }) => {
    if (connection) {
      // Another engine may build for another platform.
      buildPlatform = undefined;
      known.clear();
    }
    if (images) for (const [key, platforms] of known) if (platforms.length === 0) known.delete(key);
    if (connection || images) tell();
  });

  return {
    of(references) {
      const imagePlatforms = new Map<string, readonly string[]>();
      for (const reference of references) {
        const wanted = wantedOf(reference);
        if (!wanted) continue;
        const platforms = known.get(wanted.key);
        if (platforms === undefined) queue.set(wanted.key, wanted);
        else if (platforms.length > 0) imagePlatforms.set(wanted.name, platforms);
      }
      if (queue.size > 0 && !isWorking && !ending.signal.aborted && inventory.connection.state === 'connected') {
        isWorking = true;
        void work().finally(() => {
          isWorking = false;
        });
      }
      return { buildPlatform, imagePlatforms };
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose() {
      ending.abort();
      watching.dispose();
    },
  };
}

interface Wanted {
  readonly name: string;
  readonly reference: ImageReference;
  readonly image: Image;
  readonly key: string;
}
