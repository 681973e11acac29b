// `docker search`. Docker asks Docker Hub; Podman asks the registries that its own configuration names, often none, unless the
// term begins with one, and has other names for what it answers.
import { shortName } from '../../image-reference.ts';
import type { RegistryAccount, SearchResult } from '../image-api.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';
import { registryAuth } from './registry-auth.ts';

/** Docker's, and Podman's in capitals. */
export interface ApiSearchResult {
  readonly name?: string;
  readonly description?: string;
  readonly star_count?: number;
  readonly is_official?: boolean;
  readonly Name?: string;
  readonly Description?: string;
  readonly Stars?: number;
  /** `[OK]` or empty. */
  readonly Official?: string;
}

export function searchImages(
  { transport, patiently }: Connection,
  term: string,
  signal: AbortSignal | undefined,
  { credentials }: RegistryAccount = {},
): Promise<SearchResult[]> {
  return patiently(signal, async (abortSignal) => {
    const query = queryString({ term: onDockerHub(term), limit: 50 });
    const headers = await registryAuth(term, credentials, abortSignal);
    const request = { method: 'GET', path: '/images/search', query, headers } as const;
    const found = await transport.json<ApiSearchResult[] | null>(request, abortSignal).catch(noneOnPodman);
    return (found ?? []).map(searchResult);
  });
}

/** `docker.io/postgres`, which Docker takes for the same as `postgres`. A term that names a registry stays as it is. */
export function onDockerHub(term: string): string {
  return /^(?:[^/\s]*[.:][^/\s]*|localhost)\//.test(term) ? term : `docker.io/${term}`;
}

/** Where nothing has that name Podman says that it knows no such image. */
function noneOnPodman(error: unknown): [] {
  if (error instanceof Error && 'kind' in error && error.kind === 'not-found') return [];
  throw error;
}

export function searchResult(found: ApiSearchResult): SearchResult {
  return {
    name: shortName(found.name ?? found.Name ?? ''),
    description: found.description ?? found.Description ?? '',
    stars: found.star_count ?? found.Stars ?? 0,
    official: found.is_official ?? (found.Official ?? '') !== '',
  };
}
