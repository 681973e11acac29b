// What `GET /system/df` says. Sums of the build cache as the CLI makes them: docker/cli, cli/command/formatter/disk_usage.go.
import type { DiskUsage } from '../disk-usage.ts';
import type { Connection } from './connection.ts';
import { containerState } from './container-models.ts';
import { fullImageId } from './image-names.ts';

interface ApiImage {
  readonly Id: string;
  readonly Size: number;
  readonly SharedSize: number;
  readonly RepoDigests?: readonly string[] | null;
}
/** Of a list with `manifests`. */
interface ApiImageContent {
  readonly Id: string;
  readonly Manifests?: readonly { readonly Size?: { readonly Content?: number } }[] | null;
}
interface ApiContainer {
  readonly Id: string;
  readonly ImageID: string;
  readonly SizeRw?: number;
  readonly State: string;
}
interface ApiVolume {
  readonly Name: string;
  readonly UsageData?: { readonly Size: number; readonly RefCount: number };
}
interface ApiCacheEntry {
  readonly Size: number;
  readonly InUse: boolean;
}

/** A kind as newer engines tell it: API 1.52 beside the old lists, Podman 6 without those. */
interface ApiUsage<T> {
  readonly TotalSize?: number;
  readonly Reclaimable?: number;
  /** Only with `verbose`. */
  readonly Items?: readonly T[] | null;
}

interface ApiDiskUsage {
  readonly LayersSize?: number;
  readonly Images?: readonly ApiImage[] | null;
  readonly Containers?: readonly ApiContainer[] | null;
  readonly Volumes?: readonly ApiVolume[] | null;
  readonly BuildCache?: readonly ApiCacheEntry[] | null;
  readonly ImageUsage?: ApiUsage<ApiImage>;
  readonly ContainerUsage?: ApiUsage<ApiContainer>;
  readonly VolumeUsage?: ApiUsage<ApiVolume>;
  readonly BuildCacheUsage?: ApiUsage<ApiCacheEntry>;
}

export function readDiskUsage({ transport, patiently }: Connection, signal?: AbortSignal): Promise<DiskUsage> {
  return patiently(signal, async (abortSignal) => {
    const request = { method: 'GET', path: '/system/df', query: 'verbose=1' } as const;
    const raw = await transport.json<ApiDiskUsage>(request, abortSignal);
    if (!(raw.Images ?? raw.ImageUsage?.Items ?? []).some(isInContainerd)) return diskUsage(raw);
    const list = { method: 'GET', path: '/images/json', query: 'manifests=1' } as const;
    return diskUsage(raw, await transport.json<readonly ApiImageContent[]>(list, abortSignal));
  });
}

/** There an image is known by the digest that a registry has for it. */
const isInContainerd = ({ Id, RepoDigests }: ApiImage) =>
  RepoDigests?.some((digest) => digest.endsWith(`@${Id}`)) === true;

/**
 * `contents`: of containerd's store. There an image is kept twice: unpacked, and compressed as it came. Of the latter the
 * engine does not say what images share, and counts all of it as the image's own, so here it counts as shared.
 */
export function diskUsage(raw: ApiDiskUsage, contents: readonly ApiImageContent[] = []): DiskUsage {
  const compressed = new Map(
    contents.map(({ Id, Manifests }) => [
      fullImageId(Id),
      (Manifests ?? []).reduce((total, { Size }) => total + (Size?.Content ?? 0), 0),
    ]),
  );
  const containers = raw.Containers ?? raw.ContainerUsage?.Items ?? [];
  const cache = raw.BuildCache ?? raw.BuildCacheUsage?.Items ?? [];
  // Podman tells of an image once for each of its names.
  const images = new Map((raw.Images ?? raw.ImageUsage?.Items ?? []).map((image) => [fullImageId(image.Id), image]));
  const sum = (entries: typeof cache) => entries.reduce((total, { Size }) => total + Size, 0);
  return {
    layers: raw.LayersSize ?? raw.ImageUsage?.TotalSize ?? 0,
    images: [...images].map(([id, { Size, SharedSize }]) => ({
      id,
      size: Size,
      sharedSize: (SharedSize ?? -1) < 0 ? -1 : Math.min(Size, SharedSize + (compressed.get(id) ?? 0)),
      // Counted here: some engines say -1.
      containers: containers.filter(({ ImageID }) => fullImageId(ImageID) === id).length,
    })),
    containers: containers.map(({ Id, SizeRw, State }) => {
      const state = containerState(State);
      return { id: Id, size: SizeRw ?? 0, running: state === 'running' || state === 'paused' };
    }),
    volumes: (raw.Volumes ?? raw.VolumeUsage?.Items ?? []).map(({ Name, UsageData }) => ({
      name: Name,
      size: UsageData?.Size ?? -1,
      references: Math.max(UsageData?.RefCount ?? 0, 0),
    })),
    buildCache: cache.length > 0 ? sum(cache) : (raw.BuildCacheUsage?.TotalSize ?? 0),
    buildCacheReclaimable:
      cache.length > 0 ? sum(cache.filter(({ InUse }) => !InUse)) : (raw.BuildCacheUsage?.Reclaimable ?? 0),
  };
}
