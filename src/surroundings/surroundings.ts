// What rules may know of what stands around a Dockerfile. The one reader of that, for the command line and the editor.
import { mayHoldSecrets } from '../dockerfile/knowledge/secret-files.ts';
import { sourceFolders, sourcePaths } from '../dockerfile/meaning/source-folders.ts';
import { projectFiles } from '../dockerfile/packages/project-files.ts';
import type { LintSurroundings } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import { buildContextOf, isThere } from './build-context.ts';
import { below, type EntryKind, type Folder } from './folder.ts';
import { madeElsewhere } from './made-elsewhere.ts';

/**
 * `file`: the Dockerfile's name in its folder; `profiles`: its build profiles, as far as they are not in settings that stand
 * in a folder. Nothing is known where there is no such folder (standard input, untitled).
 */
export async function surroundingsOf(
  folder: Folder,
  file: string,
  document: DockerfileDocument,
  profiles: readonly unknown[] = [],
): Promise<LintSurroundings> {
  const own = await folder.list('');
  if (!own) return {};
  const sources = sourcePaths(document);
  const { path, root, namedContexts } = await buildContextOf(folder, file, sources, profiles);
  const entries = path === undefined ? undefined : await folder.list(path);
  if (path === undefined || !entries) return { namedContexts, dockerignore: await ignoreFile(folder, file, '', own) };
  const context = {
    contextPath: path === '' ? undefined : path,
    contextFiles: namesOf(entries, 'file'),
    contextFolders: namesOf(entries, 'folder'),
    contextEntries: await entriesBelow(folder, path, sourceFolders(document)),
  };
  const [dockerignore, made, contextTexts] = await Promise.all([
    ignoreFile(folder, file, path, entries),
    missing(folder, path, sources).then((names) => madeElsewhere(folder, { context: path, root }, names)),
    textsOf(folder, document, context, sources),
  ]);
  return { ...context, madeElsewhere: made, contextTexts, namedContexts, dockerignore };
}

/** One that cannot be read is there all the same, and what it leaves out is not known. */
async function ignoreFile(
  folder: Folder,
  file: string,
  context: string,
  entries: ReadonlyMap<string, EntryKind>,
): Promise<string | false | undefined> {
  const own = `${file}.dockerignore`;
  if ((await folder.list(''))?.get(own) === 'file') return folder.read(own);
  return entries.get('.dockerignore') === 'file' ? folder.read(below(context, '.dockerignore')) : false;
}

/** What was read may name more: `-r base.txt` in a list of requirements. */
const mostRounds = 4;
/** More files that might hold secrets than anyone copies; what is in the others is not known. */
const mostSecretFiles = 20;

async function textsOf(
  folder: Folder,
  document: DockerfileDocument,
  context: LintSurroundings,
  sources: readonly (readonly string[])[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const asked = new Set<string>();
  const secrets = sources.map((parts) => parts.join('/')).filter(mayHoldSecrets);
  for (let round = 0; round < mostRounds; round++) {
    const wanted = [
      ...(round === 0 ? secrets.slice(0, mostSecretFiles) : []),
      ...projectFiles(document, context, texts),
    ];
    const paths = wanted.filter((path) => !asked.has(path));
    if (paths.length === 0) break;
    await Promise.all(
      paths.map(async (path) => {
        asked.add(path);
        const text = await folder.read(below(context.contextPath ?? '', path));
        if (text !== undefined) texts.set(path, text);
      }),
    );
  }
  return texts;
}
function namesOf(entries: ReadonlyMap<string, EntryKind>, wanted: EntryKind): ReadonlySet<string> {
  return new Set([...entries].flatMap(([name, kind]) => (kind === wanted ? [name] : [])));
}

async function entriesBelow(
  folder: Folder,
  context: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await Promise.all(
    paths.map(async (path) => ({ path, entries: await folder.list(below(context, path)) })),
  );
  return new Map(found.flatMap(({ path, entries }) => (entries ? [[path, new Set(entries.keys())] as const] : [])));
}

async function missing(folder: Folder, context: string, sources: readonly (readonly string[])[]): Promise<string[]> {
  const there = await Promise.all(sources.map((parts) => isThere(folder, context, parts)));
  return sources.flatMap((parts, index) => (there[index] ? [] : [parts.join('/')]));
}
