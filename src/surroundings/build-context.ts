// Which folder is the build context of a Dockerfile: its own, or one above it in the same repository. What COPY names, and
// what Compose and Bake files and build profiles say, tell which.
import { familiarName } from '../image-reference.ts';
import { type BuildFile, isBuildFile, readBuildFile } from './build-files.ts';
import { below, type Folder, joined } from './folder.ts';
import { contextsOfProfiles, savedProfiles } from './profile-contexts.ts';

export interface BuildContext {
  /** `''` for the Dockerfile's own folder, `..`, `../..`; undefined if nobody can tell. */
  readonly path: string | undefined;
  /** To the repository's root, in the same form; the Dockerfile's own folder where there is no repository. */
  readonly root: string;
  readonly namedContexts: ReadonlySet<string>;
}

/** Deeper in a repository than Dockerfiles are. */
const mostAncestors = 8;

/** `sources`: the paths in the context that COPY names, in parts; `profiles`: those that the editor knows besides. */
export async function buildContextOf(
  folder: Folder,
  file: string,
  sources: readonly (readonly string[])[],
  profiles: readonly unknown[],
): Promise<BuildContext> {
  const ancestors = await ancestorsOf(folder);
  const files = (await Promise.all(ancestors.map((path) => buildFilesIn(folder, path)))).flat();
  const profiled = contextsOfProfiles([...profiles, ...(await savedProfiles(folder, file, ancestors))]);
  const names = [...files.flatMap(({ read }) => read.namedContexts), ...profiled.names];
  const namedContexts = new Set(names.map((name) => familiarName(name.toLowerCase()) ?? name.toLowerCase()));
  const root = ancestors.at(-1) ?? '';
  const named = profiled.contexts.flatMap((context) => joined(folder.names, '', context) ?? []);
  const namedByFiles = files.flatMap(({ folder: at, read }) =>
    read.entries.flatMap(({ context, dockerfile }) => {
      const path = joined(folder.names, at, context);
      return path !== undefined && joined(folder.names, path, dockerfile) === file ? [path] : [];
    }),
  );
  const candidates = ancestors.map((path) => ({
    path,
    isNamed: named.includes(path) || namedByFiles.includes(path),
    found: 0,
  }));
  await Promise.all(
    candidates.map(async (candidate) => {
      const there = await Promise.all(sources.map((parts) => isThere(folder, candidate.path, parts)));
      candidate.found = there.filter((is) => is).length;
    }),
  );
  return { path: chosen(candidates, sources.length), root, namedContexts };
}

interface Candidate {
  readonly path: string;
  readonly isNamed: boolean;
  readonly found: number;
}

/** The one that has most; of several, one that a file names, else the nearest. */
function chosen(candidates: readonly Candidate[], wanted: number): string | undefined {
  const [own] = candidates;
  if (!own) return undefined;
  const most = Math.max(...candidates.map(({ found }) => found));
  const best = candidates.filter(({ found }) => found === most);
  const named = candidates.find(({ isNamed }) => isNamed);
  if (named && (named.found === most || wanted === 0)) return named.path;
  // Nothing that could be looked for is anywhere.
  if (most === 0) return wanted === 0 ? own.path : undefined;
  if (best.includes(own)) return own.path;
  return best[0]?.path;
}

/** From the own folder to the repository's root: `''`, `..`, `../..`; only the own one where there is no repository. */
async function ancestorsOf(folder: Folder): Promise<readonly string[]> {
  const ancestors: string[] = [];
  for (let depth = 0; depth < mostAncestors; depth++) {
    const path = Array(depth).fill('..').join('/');
    const entries = await folder.list(path);
    if (!entries) break;
    ancestors.push(path);
    if (entries.has('.git')) return ancestors;
  }
  return [''];
}

async function buildFilesIn(folder: Folder, path: string): Promise<{ folder: string; read: BuildFile }[]> {
  const names = [...((await folder.list(path)) ?? [])].flatMap(([name, kind]) =>
    kind === 'file' && isBuildFile(name) ? [name] : [],
  );
  const texts = await Promise.all(names.map((name) => folder.read(below(path, name))));
  return names.flatMap((name, index) => {
    const text = texts[index];
    return text === undefined ? [] : [{ folder: path, read: readBuildFile(name, text) }];
  });
}

/** The last part is looked for in the list of its folder: what is there in another case is not found. */
export async function isThere(folder: Folder, context: string, parts: readonly string[]): Promise<boolean> {
  let at = context;
  for (const part of parts) {
    if (!(await folder.list(at))?.has(part)) return false;
    at = below(at, part);
  }
  return true;
}
