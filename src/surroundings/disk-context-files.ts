// Every file of a folder on this machine's disk, as a build could send it.
import { noIgnoreRules } from '../build-context/ignore-file.ts';
import { walkContext } from '../build-context/walk.ts';
import { type ContextFile, mostContextFiles } from '../dockerfile/language/ignore-lines.ts';

/** undefined: it cannot be read, or holds more than a person waits for. */
export async function diskContextFiles(folder: string): Promise<readonly ContextFile[] | undefined> {
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
