// Finds the Dockerfiles in a folder, by the names that VS Code and the builders know.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const skipped = new Set(['node_modules', '.git']);

/** `Dockerfile`, `Dockerfile.dev`, `api.dockerfile`, `Containerfile`, in any case. */
export function isDockerfileName(name: string): boolean {
  return (
    /^(?:(?:docker|container)file(?:\..+)?|.+\.(?:docker|container)file)$/i.test(name) && !/\.dockerignore$/i.test(name)
  );
}

/** Sorted; below the folder at any depth, links not followed. Rejects as `readdir` does. */
export async function findDockerfiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && isDockerfileName(entry.name)) found.push(path);
    else if (entry.isDirectory() && !skipped.has(entry.name)) found.push(...(await findDockerfiles(path)));
  }
  return found;
}
