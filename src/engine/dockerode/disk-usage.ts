// What `GET /system/df` says. Sums of the build cache as the CLI makes them: docker/cli, cli/command/formatter/disk_usage.go.
import type { DiskUsage } from '../disk-usage.ts';
import type { Connection } from './connection.ts';
import { containerState } from './container-models.ts';

interface ApiDiskUsage {
  readonly LayersSize?: number;
  readonly Images?: readonly { readonly Id: string; readonly Size: number; readonly SharedSize: number }[] | null;
  readonly Containers?:
    | readonly { readonly Id: string; readonly ImageID: string; readonly SizeRw?: number; readonly State: string }[]
    | null;
  readonly Volumes?:
    | readonly { readonly Name: string; readonly UsageData?: { readonly Size: number; readonly RefCount: number } }[]
    | null;
  readonly BuildCache?: readonly { readonly Size: number; readonly InUse: boolean }[] | null;
}

export function readDiskUsage({ transport, patiently }: Connection, signal?: AbortSignal): Promise<DiskUsage> {
  return patiently(signal, async (abortSignal) =>
    diskUsage(await transport.json<ApiDiskUsage>({ method: 'GET', path: '/system/df' }, abortSignal)),
  );
}

export function diskUsage(raw: ApiDiskUsage): DiskUsage {
  const containers = raw.Containers ?? [];
  const cache = raw.BuildCache ?? [];
  const sum = (entries: typeof cache) => entries.reduce((total, { Size }) => total + Size, 0);
  return {
    layers: raw.LayersSize ?? 0,
    images: (raw.Images ?? []).map(({ Id, Size, SharedSize }) => ({
      id: Id,
      size: Size,
      sharedSize: SharedSize ?? -1,
      // Counted here: some engines say -1.
      containers: containers.filter(({ ImageID }) => ImageID === Id).length,
    })),
    containers: containers.map(({ Id, SizeRw, State }) => {
      const state = containerState(State);
      return { id: Id, size: SizeRw ?? 0, running: state === 'running' || state === 'paused' };
    }),
    volumes: (raw.Volumes ?? []).map(({ Name, UsageData }) => ({
      name: Name,
      size: UsageData?.Size ?? -1,
      references: Math.max(UsageData?.RefCount ?? 0, 0),
    })),
    buildCache: sum(cache),
    buildCacheReclaimable: sum(cache.filter(({ InUse }) => !InUse)),
  };
}
