// A history of builds that is kept nowhere.
import { type BuildHistory, createBuildHistory } from '../../src/builds/history.ts';
import type { BuildRecord } from '../../src/builds/record.ts';
import type { BuildStore } from '../../src/builds/store.ts';

export function memoryStore(records: readonly BuildRecord[] = []): BuildStore {
  const kept = new Map(records.map((record) => [record.id, record]));
  const logs = new Map<string, string>();
  return {
    read: async () => [...kept.values()],
    write: async (record) => void kept.set(record.id, record),
    remove: async (id) => {
      kept.delete(id);
      logs.delete(id);
    },
    watch: () => ({ dispose: () => undefined }),
    openLog: (id) => ({
      write: (line) => void logs.set(id, `${logs.get(id) ?? ''}${line}\n`),
      end: async () => undefined,
    }),
    readLog: async (id) => logs.get(id) ?? '',
  };
}

export function memoryBuilds(store: BuildStore = memoryStore()): BuildHistory {
  return createBuildHistory({
    store,
    now: Date.now,
    log: (line) => {
      throw new Error(line);
    },
  });
}
