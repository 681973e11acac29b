// What all windows of the editor share at once. VS Code's own state of an extension is read by each window when it starts, and
// known to the others only after a reload.
import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disposable } from 'vscode';
import { watchFiles } from './watched-files.ts';

export interface SharedList extends Disposable {
  get(): readonly string[];
  set(values: readonly string[]): Promise<void>;
}

/** `path`: of the file; `before`: what stood elsewhere before there was one; `onChange`: another window has written it. */
export function createSharedList(path: string, before: () => readonly string[], onChange: () => void): SharedList {
  const watching = watchFiles(() => [path], onChange);
  return {
    get() {
      try {
        const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
        return Array.isArray(read) ? read.filter((each) => typeof each === 'string') : before();
      } catch {
        // Not there yet, or not ours.
        return before();
      }
    },
    async set(values) {
      mkdirSync(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(values));
      await rename(`${path}.new`, path);
    },
    dispose: () => watching.dispose(),
  };
}
