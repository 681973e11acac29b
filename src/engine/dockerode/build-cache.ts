// BuildCacheApi over the transport: records of `GET /system/df`, removed one by one with `POST /build/prune`.
import type { BuildCacheApi, BuildCacheRecord } from '../build-cache-api.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';

interface ApiRecord {
  readonly ID: string;
  /** Until API 1.42. */
  readonly Parent?: string;
  readonly Parents?: readonly string[] | null;
  readonly Type: string;
  readonly Description?: string;
  readonly InUse: boolean;
  readonly Shared: boolean;
  readonly Size: number;
  readonly LastUsedAt?: string | null;
}

interface ApiUsage {
  readonly BuildCache?: readonly ApiRecord[] | null;
  /** Since API 1.52. */
  readonly BuildCacheUsage?: { readonly Items?: readonly ApiRecord[] | null } | null;
}

export function createBuildCacheApi({ transport, patiently }: Connection): BuildCacheApi {
  return {
    list: (signal) =>
      patiently(signal, async (abortSignal) => {
        const query = queryString({ type: 'build-cache', verbose: true });
        const usage = await transport.json<ApiUsage>({ method: 'GET', path: '/system/df', query }, abortSignal);
        return (usage.BuildCache ?? usage.BuildCacheUsage?.Items ?? []).map(recordOf);
      }),
    remove: (id, signal) =>
      patiently(signal, async (abortSignal) => {
        const query = queryString({ all: true, filters: { id: [id] } });
        const answer = await transport.json<{ CachesDeleted?: string[] | null; SpaceReclaimed?: number }>(
          { method: 'POST', path: '/build/prune', query },
          abortSignal,
        );
        return answer.CachesDeleted?.includes(id) ? (answer.SpaceReclaimed ?? 0) : undefined;
      }),
  };
}

function recordOf(record: ApiRecord): BuildCacheRecord {
  const { ID, Parent, Parents, Type, Description = '', InUse, Shared, Size, LastUsedAt } = record;
  const lastUsedAt = Date.parse(LastUsedAt ?? '');
  return {
    id: ID,
    parents: Parents ?? (Parent ? [Parent] : []),
    kind: Type,
    description: Description,
    inUse: InUse,
    shared: Shared,
    size: Size,
    lastUsedAt: Number.isNaN(lastUsedAt) ? undefined : lastUsedAt,
  };
}
