// Paths with wildcards: `services/*/Dockerfile`, `**/*.dockerfile`. They mean what they mean in a .dockerignore.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileIgnorePattern } from '../build-context/ignore-pattern.ts';
import { withSlashes } from './reports/report.ts';

const wildcard = /[*?[]/;
const skipped = new Set(['node_modules', '.git']);

export function isPattern(path: string): boolean {
  return wildcard.test(path);
}

/** Sorted; links are not followed. Empty if nothing matches, or the pattern is none. */
export async function filesMatching(pattern: string): Promise<string[]> {
  const parts = withSlashes(pattern).split('/');
  const first = parts.findIndex((part) => wildcard.test(part));
  const base = parts.slice(0, first).join('/');
  const compiled = compileIgnorePattern(parts.slice(first).join('/'), false);
  if (!compiled) return [];
  const root = pattern.startsWith('/') && base === '' ? '/' : base;
  const found: string[] = [];
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(join(root || '.', below), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) await walk(path);
      else if (entry.isFile() && compiled.matches(path)) found.push(join(root, path));
    }
  };
  await walk('');
  return found;
}
