// Every file of a folder, as a build could send it: what a line of a .dockerignore file leaves out is counted among them.
import { noIgnoreRules } from '../build-context/ignore-file.ts';
import { walkContext } from '../build-context/walk.ts';
import { type ContextFile, mostContextFiles } from '../dockerfile/language/ignore-lines.ts';

/** undefined: it cannot be read, or holds more than a person waits for. */
async function contextFiles(folder: string): Promise<readonly ContextFile[] | undefined> {
  const files: ContextFile[] = [];
  try {
    for await (const { path, kind, size } of walkContext(folder, { rules: noIgnoreRules, always: new Set() })) {
      if (kind === 'folder') continue;
      if (files.length >= mostContextFiles) return undefined;
      files.push({ path, bytes: size });
    }
  } catch {
    // A folder that is not there, or may not be read: nothing is known of it.
    return undefined;
  }
  return files;
}

/** The same, kept by folder until something may have changed. */
export function keptContextFiles() {
  const counted = new Map<string, ReturnType<typeof contextFiles>>();
  return {
    of(folder: string): ReturnType<typeof contextFiles> {
      const counting = counted.get(folder) ?? contextFiles(folder);
      counted.set(folder, counting);
      return counting;
    },
    /** Whether there was anything to forget. */
    forget(): boolean {
      const had = counted.size > 0;
      counted.clear();
      return had;
    },
  };
}
