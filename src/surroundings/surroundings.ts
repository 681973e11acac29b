// What rules may know of what stands beside a Dockerfile: its folder is taken for the build context. The one reader of that,
// for the command line and the editor.
import { sourceFolders } from '../dockerfile/meaning/source-folders.ts';
import type { LintSurroundings } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import type { EntryKind, Folder } from './folder.ts';

/** `file`: the Dockerfile's name in its folder. Nothing is known where there is no such folder (standard input, untitled). */
export async function surroundingsOf(
  folder: Folder,
  file: string,
  document: DockerfileDocument,
): Promise<LintSurroundings> {
  const [entries, contextEntries] = await Promise.all([folder.list(''), entriesBelow(folder, sourceFolders(document))]);
  if (!entries) return {};
  const ignore = [`${file}.dockerignore`, '.dockerignore'].find((name) => entries.get(name) === 'file');
  return {
    contextFiles: namesOf(entries, 'file'),
    contextFolders: namesOf(entries, 'folder'),
    contextEntries,
    // One that cannot be read is there all the same, and what it leaves out is not known.
    dockerignore: ignore === undefined ? false : await folder.read(ignore),
  };
}

function namesOf(entries: ReadonlyMap<string, EntryKind>, wanted: EntryKind): ReadonlySet<string> {
  return new Set([...entries].flatMap(([name, kind]) => (kind === wanted ? [name] : [])));
}

async function entriesBelow(
  folder: Folder,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await Promise.all(paths.map(async (path) => ({ path, entries: await folder.list(path) })));
  return new Map(found.flatMap(({ path, entries }) => (entries ? [[path, new Set(entries.keys())] as const] : [])));
}
