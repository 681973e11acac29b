// Which files of those that COPY names are not there for a reason: Git ignores them, a build outside of Docker or a workflow
// makes them, or they are in a submodule that is not there yet.
import { below, type Folder } from './folder.ts';
import { isGitIgnored } from './git-ignore.ts';

export interface Places {
  /** From the Dockerfile's folder to the build context, and to the repository's root: `''`, `..`, `../..` */
  readonly context: string;
  readonly root: string;
}

/** `paths`: in the context. */
export async function madeElsewhere(
  folder: Folder,
  places: Places,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const [ignores, scripts] = await Promise.all([gitIgnores(folder, places), buildScripts(folder, places)]);
  const inRoot = folderInRoot(folder, places);
  const made = await Promise.all(
    paths.map(async (path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (isGitIgnored(ignores, `${inRoot}${path}`)) return true;
      // The shorter a name, the less a mention says.
      if (name.length >= 4 && scripts.some((text) => text.includes(name))) return true;
      return isInEmptyFolder(folder, places.context, path);
    }),
  );
  return new Set(paths.filter((_, index) => made[index]));
}

/** `services/api/`, for a context that is so far below the root. */
function folderInRoot({ names }: Folder, { context, root }: Places): string {
  const depth = (path: string) => (path === '' ? 0 : path.split('/').length);
  const between = names.slice(names.length - depth(root), names.length - depth(context));
  return between.map((name) => `${name}/`).join('');
}

async function gitIgnores(folder: Folder, places: Places): Promise<ReadonlyMap<string, string>> {
  const { context, root } = places;
  const texts = await Promise.all([
    folder.read(below(root, '.gitignore')),
    context === root ? undefined : folder.read(below(context, '.gitignore')),
  ]);
  const keys = ['', folderInRoot(folder, places).replace(/\/$/, '')];
  return new Map(texts.flatMap((text, index) => (text === undefined ? [] : [[keys[index] ?? '', text]])));
}

/** More scripts than one project has; beyond, none is read. */
const mostScripts = 40;

/** What builds outside of Docker: makefiles, shell scripts and workflows, at the root and beside the Dockerfile. */
async function buildScripts(folder: Folder, { context, root }: Places): Promise<readonly string[]> {
  const places = [...new Set(['', context, root])].map((path) => ({ path, wanted: isScript }));
  const workflows = { path: below(root, '.github/workflows'), wanted: (name: string) => /\.ya?ml$/i.test(name) };
  const names = await Promise.all(
    [...places, workflows].map(async ({ path, wanted }) =>
      [...((await folder.list(path)) ?? [])].flatMap(([name, kind]) =>
        kind === 'file' && wanted(name) ? [below(path, name)] : [],
      ),
    ),
  );
  const texts = await Promise.all(
    names
      .flat()
      .slice(0, mostScripts)
      .map((name) => folder.read(name)),
  );
  return texts.flatMap((text) => text ?? []);
}

function isScript(name: string): boolean {
  return /^(?:gnu)?makefile$|\.(?:mk|sh|ps1|gradle|kts)$|^(?:justfile|taskfile\.ya?ml|tiltfile|rakefile|earthfile|\.gitlab-ci\.yml)$/i.test(
    name,
  );
}

/** Git keeps no empty folders: this one is a submodule, or something is put there later. */
async function isInEmptyFolder(folder: Folder, context: string, path: string): Promise<boolean> {
  let at = context;
  for (const part of path.split('/')) {
    const entries = await folder.list(at);
    if (entries?.size === 0) return true;
    if (!entries?.has(part)) return false;
    at = below(at, part);
  }
  return false;
}
