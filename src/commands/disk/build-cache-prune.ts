// `docker builder prune` with a preview: what the builder keeps of earlier builds, the largest first, and only what was
// ticked goes.
import * as l10n from '@vscode/l10n';
import type { BuildCacheRecord } from '../../engine/build-cache-api.ts';
import type { Engine } from '../../engine/engine.ts';
import { formatAge, formatBytes } from '../../quantities.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { type Candidate, previewRemoval, removalWords, sizeWords } from '../objects/preview-removal.ts';

export async function pruneBuildCache({ host, engine }: EngineServices): Promise<void> {
  const records = await host.progress(l10n.t('Checking the build cache'), (_report, signal) =>
    engine.buildCache.list(signal),
  );
  const chosen = await previewRemoval(host, {
    words: removalWords.records,
    candidates: recordsToRemove(records),
    none: l10n.t('There is no build cache to remove: it is empty, or a running build uses it.'),
    warning: l10n.t('Images and containers are kept. The next builds run these steps again.'),
  });
  const { bytes, stayed } = await host.progress(l10n.t('Removing build cache'), (_report, signal) =>
    removeRecords(engine, chosen, signal),
  );
  const removed = chosen.length - stayed;
  host.inform([recordsRemoved(removed, formatBytes(bytes)), ...(stayed > 0 ? [recordsKept(stayed)] : [])].join(' '));
}

export const recordsRemoved = (count: number, freed: string) =>
  count === 1
    ? l10n.t('Removed 1 cache record, freeing {0}.', freed)
    : l10n.t('Removed {0} cache records, freeing {1}.', count, freed);

export const recordsKept = (count: number) =>
  count === 1
    ? l10n.t('1 record was kept, since other records depend on it.')
    : l10n.t('{0} records were kept, since other records depend on them.', count);

/** Those that no build uses now, the largest first. */
export function recordsToRemove(records: readonly BuildCacheRecord[]): Candidate<BuildCacheRecord>[] {
  const now = Date.now();
  return records
    .filter(({ inUse }) => !inUse)
    .map((record) => {
      // What an image shares comes back only with the image.
      const bytes = record.shared ? 0 : record.size;
      return {
        label: record.description || record.kind,
        description: record.shared
          ? l10n.t('{0}, shared with an image', sizeWords(record.size))
          : sizeWords(record.size),
        detail: [
          kinds[record.kind] ?? record.kind,
          ...(record.lastUsedAt === undefined ? [] : [l10n.t('last used {0}', formatAge(record.lastUsedAt, now))]),
          record.id.slice(0, 12),
        ].join(' · '),
        icon: 'archive',
        value: record,
        bytes,
      };
    })
    .sort((a, b) => b.bytes - a.bytes);
}

const kinds: Readonly<Record<string, string>> = {
  regular: l10n.t('result of a step'),
  internal: l10n.t('internal to the builder'),
  frontend: l10n.t('a frontend'),
  'source.local': l10n.t('files of a build context'),
  'source.git.checkout': l10n.t('files of a Git repository'),
  'exec.cachemount': l10n.t('a cache mount (RUN --mount=type=cache)'),
};

/** A record goes only after all that is made upon it: round by round, until nothing goes any more. */
export async function removeRecords(
  engine: Engine,
  records: readonly BuildCacheRecord[],
  signal?: AbortSignal,
): Promise<{ readonly bytes: number; readonly stayed: number }> {
  let bytes = 0;
  let left = [...records];
  for (;;) {
    const wait = new Set(left.flatMap(({ parents }) => parents));
    const round = left.filter(({ id }) => !wait.has(id));
    const gone = new Set<string>();
    for (const { id } of round) {
      const freed = await engine.buildCache.remove(id, signal);
      if (freed === undefined) continue;
      bytes += freed;
      gone.add(id);
    }
    if (gone.size === 0) return { bytes, stayed: left.length };
    left = left.filter(({ id }) => !gone.has(id));
  }
}
