// A cache mount for what a package manager fetches.
import { cacheMountFix, packageCaches } from '../../families/cache-mounts.ts';
import { mountTargets } from '../../meaning/run-mounts.ts';
import { shellScript } from '../../shell/shell.ts';
import type { Refactor } from './refactoring.ts';

export const addCacheMount: Refactor = ({ document, instruction }) => {
  const mounted = mountTargets(document, instruction);
  for (const { name, args } of shellScript(document, instruction).commands) {
    const cache = packageCaches.get(name);
    if (!cache || mounted.includes(cache.folder) || instruction.keyword !== 'RUN') continue;
    if (!args.some(({ value }) => cache.actions.test(value)) || args.some(({ value }) => cache.without?.test(value)))
      continue;
    const { title, edits } = cacheMountFix(document, instruction, cache.folder);
    return { kind: 'rewrite', title, edits };
  }
  return undefined;
};
