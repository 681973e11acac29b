// Tags of repositories, remembered, for completion: it asks a registry once for a while, never for each key that is
// pressed, and nobody waits long for it.

import * as l10n from '@vscode/l10n';
import { type Clock, realClock } from '../clock.ts';
import { EngineError } from '../errors.ts';
import type { RegistryClient, RepositoryName } from './registry-api.ts';

export interface KnownTags {
  readonly tags: readonly string[];
  /** Whether the registry is still being asked: there may be more a moment later. */
  readonly isAsking: boolean;
}

export interface TagCache {
  /** What is known, at the latest after `wait` milliseconds. Never rejects: a registry that fails has no tags for a while. */
  tags(name: RepositoryName, wait: number): Promise<KnownTags>;
  /** Ends what is being asked. */
  dispose(): void;
}

export interface TagCacheParts {
  readonly client: Pick<RegistryClient, 'tags'>;
  readonly clock?: Clock;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of each failure. */
  readonly log: (line: string) => void;
}

const lasting = { answer: 10 * 60_000, failure: 60_000 } as const;
const pageSize = 1000;
const mostPages = 5;
const mostRepositories = 100;

interface Entry {
  tags: readonly string[];
  /** Milliseconds since 1970, until which the answer counts. */
  until: number;
  asking: Promise<void> | undefined;
}

export function createTagCache({ client, clock = realClock, now = Date.now, log }: TagCacheParts): TagCache {
  const entries = new Map<string, Entry>();
  const ending = new AbortController();

  async function ask(name: RepositoryName, entry: Entry): Promise<void> {
    try {
      const tags: string[] = [];
      let after: string | undefined;
      for (let pages = 0; pages < mostPages; pages++) {
        const page = await client.tags(name, { after, pageSize }, ending.signal);
        tags.push(...page.items);
        after = page.next;
        if (after === undefined) break;
      }
      entry.tags = tags;
      entry.until = now() + lasting.answer;
    } catch (error) {
      if (!ending.signal.aborted) log(`Tags of ${name.registry}/${name.repository}: ${messageOf(error)}`);
      // What was known before is better than nothing.
      entry.until = now() + lasting.failure;
    } finally {
      entry.asking = undefined;
    }
  }

  return {
    async tags(name, wait) {
      const key = `${name.registry}/${name.repository}`;
      const entry = entries.get(key) ?? { tags: [], until: 0, asking: undefined };
      // Those last asked for are kept.
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > mostRepositories) entries.delete(String(entries.keys().next().value));
      if (entry.until <= now()) entry.asking ??= ask(name, entry);
      if (entry.asking) await soon(entry.asking, wait, clock);
      return { tags: entry.tags, isAsking: entry.asking !== undefined };
    },
    dispose: () => ending.abort(new EngineError('failed', l10n.t('The editor is closing.'))),
  };
}

/** Resolves when that is done, or the time is over. */
function soon(work: Promise<void>, wait: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(wait, resolve);
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
