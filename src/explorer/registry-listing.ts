// What the Registries view knows: registries, and what of them was opened. Asked for row by row, never ahead.

import { isEngineError } from '../errors.ts';
import { parseImageReference } from '../image-reference.ts';
import type { CredentialStore, StoredLogin } from '../registry/credentials-api.ts';
import type { Manifest, RegistryClient, RemoteImage } from '../registry/registry-api.ts';

/** One line of the view. */
export type RegistryEntry =
  | {
      readonly kind: 'registry';
      readonly registry: string;
      readonly login: StoredLogin | undefined;
      /** The user put it there, and may take it away. */
      readonly isAdded: boolean;
    }
  | { readonly kind: 'repository'; readonly name: string }
  | { readonly kind: 'tag'; readonly reference: string }
  | { readonly kind: 'platform'; readonly reference: string; readonly digest: string; readonly image: RemoteImage }
  /** The rest of a list, from this place on. */
  | { readonly kind: 'more'; readonly of: string; readonly shown: number }
  /** Why there is nothing below. */
  | { readonly kind: 'problem'; readonly of: string; readonly message: string };

export interface RegistryListing {
  registries(): readonly RegistryEntry[];
  /** What is known below a registry (`localhost:5000`), repository (`localhost:5000/team/app`) or tag; undefined: not asked. */
  below(key: string): readonly RegistryEntry[] | undefined;
  /** The digest of a tag whose details were read. */
  digestOf(reference: string): string | undefined;
  /** Reads which registries there are. */
  begin(): Promise<void>;
  /** Asks for what is below, if that was not done. Never rejects: what fails becomes an entry. */
  load(key: string): Promise<void>;
  /** The next page of a list. */
  more(key: string): Promise<void>;
  /** Forgets what was asked: below this key, or all, and reads the registries anew. */
  refresh(key?: string): Promise<void>;
  /** Registries or logins may be others now: what is known stays, what could not be read is asked for again. */
  relist(): Promise<void>;
  onDidChange(listener: () => void): { dispose(): void };
}

export interface RegistryListingParts {
  readonly client: Pick<RegistryClient, 'repositories' | 'tags' | 'manifest' | 'image' | 'forget'>;
  readonly credentials: Pick<CredentialStore, 'list'>;
  /** Registries that the user added. */
  readonly added: () => readonly string[];
  /** Names (`localhost:5000/team/app`) of images that the engine has, for registries that list none. */
  readonly localNames: () => readonly string[];
}

/** Always there: most images come from them. */
const usual = ['docker.io', 'ghcr.io'];
const pageSize = 100;
/** `9.10` after `9.9`. Made when there is something to order: it takes memory of its own. */
const byNumbers = () => new Intl.Collator('en', { numeric: true }).compare;

interface List {
  /** All that is known. */
  readonly entries: readonly RegistryEntry[];
  /** How many of them are shown: some registries answer with everything at once. */
  readonly shown: number;
  /** Where the registry goes on. */
  readonly next: string | undefined;
}

type Known = Omit<List, 'shown'>;

export function createRegistryListing({
  client,
  credentials,
  added,
  localNames,
}: RegistryListingParts): RegistryListing {
  const listeners = new Set<() => void>();
  const lists = new Map<string, List>();
  const digests = new Map<string, string>();
  const loading = new Map<string, Promise<void>>();
  let registries: readonly RegistryEntry[] = [];
  /** Of the refreshes: what was asked before one is not the answer after it. */
  let generation = 0;
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const readRegistries = async () => {
    const logins = await credentials.list().catch((): StoredLogin[] => []);
    const hosts = [...new Set([...usual, ...logins.map(({ registry }) => registry), ...added()])];
    registries = hosts.map((registry) => ({
      kind: 'registry',
      registry,
      login: logins.find((login) => login.registry === registry),
      isAdded: added().includes(registry),
    }));
    tell();
  };

  const readPage = async (key: string, after?: string): Promise<Known> => {
    if (registries.some((entry) => entry.kind === 'registry' && entry.registry === key)) {
      return repositoriesOf(key, after);
    }
    const reference = parseImageReference(key);
    if (!reference) return { entries: [], next: undefined };
    if (reference.tag !== undefined) return { entries: await imagesOf(key), next: undefined };
    const { items, next } = await client.tags(reference, { after, pageSize });
    const isWhole = after === undefined && next === undefined;
    // A part stands in the registry's order; the reference registry gives the whole in none.
    const tags = isWhole ? [...items].sort(byNumbers()) : items;
    return { entries: tags.map((tag) => ({ kind: 'tag', reference: `${key}:${tag}` })), next };
  };

  const repositoriesOf = async (registry: string, after: string | undefined): Promise<Known> => {
    const local = localNames().filter((name) => parseImageReference(name)?.registry === registry);
    try {
      const { items, next } = await client.repositories(registry, { after, pageSize });
      return { entries: items.map((name) => ({ kind: 'repository', name: `${registry}/${name}` })), next };
    } catch (error) {
      if (!isEngineError(error, 'unsupported')) throw error;
      const names = [...new Set(local)].sort();
      const entries = names.map((name): RegistryEntry => ({ kind: 'repository', name }));
      return { entries: [...entries, problem(registry, error)], next: undefined };
    }
  };

  const imagesOf = async (key: string): Promise<RegistryEntry[]> => {
    const reference = parseImageReference(key);
    if (!reference) return [];
    const manifest: Manifest = await client.manifest(reference);
    digests.set(key, manifest.digest);
    return Promise.all(
      manifest.images.map(async ({ digest, platform }): Promise<RegistryEntry> => {
        const image = await client.image(reference, digest);
        return { kind: 'platform', reference: key, digest, image: { ...image, platform: platform ?? image.platform } };
      }),
    );
  };

  const once = (key: string, read: () => Promise<void>): Promise<void> => {
    const before = loading.get(key);
    if (before) return before;
    const reading = read().finally(() => loading.delete(key));
    loading.set(key, reading);
    return reading;
  };

  const add = async (key: string, before: readonly RegistryEntry[], after: string | undefined): Promise<void> => {
    const begun = generation;
    let list: List;
    try {
      const page = await readPage(key, after);
      list = { entries: [...before, ...page.entries], shown: before.length + pageSize, next: page.next };
    } catch (error) {
      const entries = [...before, problem(key, error)];
      list = { entries, shown: entries.length, next: undefined };
    }
    if (begun !== generation) return add(key, [], undefined);
    lists.set(key, list);
    tell();
  };

  return {
    registries: () => registries,
    below(key) {
      const list = lists.get(key);
      if (!list || (list.next === undefined && list.shown >= list.entries.length)) return list?.entries;
      const entries = list.entries.slice(0, list.shown);
      return [...entries, { kind: 'more', of: key, shown: entries.length }];
    },
    digestOf: (reference) => digests.get(reference),
    begin: () => (registries.length > 0 ? Promise.resolve() : once('', readRegistries)),
    load: (key) => (lists.has(key) ? Promise.resolve() : once(key, () => add(key, [], undefined))),
    async more(key) {
      const list = lists.get(key);
      if (list && list.shown < list.entries.length) {
        lists.set(key, { ...list, shown: list.shown + pageSize });
        tell();
      } else if (list?.next !== undefined) await once(`${key} more`, () => add(key, list.entries, list.next));
    },
    async refresh(key) {
      generation++;
      for (const known of [...lists.keys()]) if (key === undefined || known.startsWith(key)) lists.delete(known);
      client.forget();
      await readRegistries();
    },
    async relist() {
      if (registries.length === 0) return;
      for (const [key, { entries }] of lists) if (entries.some(({ kind }) => kind === 'problem')) lists.delete(key);
      await readRegistries();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
}

function problem(of: string, error: unknown): RegistryEntry {
  return { kind: 'problem', of, message: error instanceof Error ? error.message : String(error) };
}
