// Finds the Dockerfiles in a folder: by their names, and by how they begin where the name leaves it open.
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerfileBeginning, dockerfileName, isDockerfileText } from '../dockerfile-name.ts';

const skipped = new Set(['node_modules', '.git']);

/** Sorted; below the folder at any depth, links not followed. Rejects as `readdir` does. */
export async function findDockerfiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && (await isDockerfile(path, entry.name))) found.push(path);
    else if (entry.isDirectory() && !skipped.has(entry.name)) found.push(...(await findDockerfiles(path)));
  }
  return found;
}

async function isDockerfile(path: string, name: string): Promise<boolean> {
  const kind = dockerfileName(name);
  if (kind !== 'perhaps') return kind === 'sure';
  try {
    return isDockerfileText(await beginningOf(path));
  } catch {
    // Whoever reads all of it will say why it cannot be read.
    return true;
  }
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(dockerfileBeginning), 0, dockerfileBeginning, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
