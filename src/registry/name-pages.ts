// Lists of names in pages: tags and repositories. Pure.
// Source: opencontainers/distribution-spec, "Listing Tags"; distribution's api.md, "Pagination".

import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import { isRecord } from '../optional-file.ts';
import type { Page } from './registry-api.ts';

/** `after`: a page's `next`, which is a path with its query. Throws `invalid` if it is another list's. */
export function pagePath(path: string, { after, pageSize }: { after?: string | undefined; pageSize: number }): string {
  if (after === undefined) return `${path}?n=${pageSize}`;
  if (after.startsWith(`${path}?`)) return after;
  throw new EngineError('invalid', l10n.t('This page belongs to another list. Refresh the list.'));
}

/**
 * `url`: what was asked; `link`: the Link header. Registries differ: most link the next page, some only cut, and some
 * give everything at once. undefined: `body` is no list.
 */
export function readPage(body: Buffer, { key, link, url, pageSize, isName }: PageFacts): Page<string> | undefined {
  const content = jsonIn(body);
  if (!isRecord(content)) return undefined;
  const names = content[key] ?? [];
  if (!Array.isArray(names)) return undefined;
  const last = url.searchParams.get('last');
  // One that knows no `last` begins anew, for ever.
  const begunAnew = last !== null && link === undefined && names.includes(last);
  if (begunAnew) return { items: [], next: undefined };
  // What is no name cannot be asked for, and may be there to harm.
  const items = names.filter((name): name is string => typeof name === 'string' && isName(name));
  return { items, next: nextOf(url, link) ?? guessedNext(url, link, names, pageSize) };
}

export interface PageFacts {
  /** `tags`, `repositories` */
  readonly key: string;
  readonly link: string | undefined;
  readonly url: URL;
  readonly pageSize: number;
  readonly isName: (name: string) => boolean;
}

function nextOf(url: URL, link: string | undefined): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/i.exec(link ?? '')?.[1];
  const next = target !== undefined && URL.canParse(target, url) ? new URL(target, url) : undefined;
  // Elsewhere it is not the same list, whoever says so; and the same page again is no next one. Behind a proxy a
  // registry may name itself by another host: its path and query count.
  if (next === undefined || next.pathname !== url.pathname || next.search === url.search) return undefined;
  return `${next.pathname}${next.search}`;
}

function guessedNext(url: URL, link: string | undefined, names: readonly unknown[], pageSize: number) {
  const last = names.at(-1);
  if (link !== undefined || names.length !== pageSize || typeof last !== 'string') return undefined;
  return `${url.pathname}?n=${pageSize}&last=${encodeURIComponent(last)}`;
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
