// What npm, yarn, pnpm and bun read of a project beside its manifests. Sources: npm's "scripts" page (which of them an install
// runs), pnpm's settings, Yarn's .yarnrc.yml.
import type { KnownContext } from '../../packages/project-copy.ts';
import { type ProjectNeeds, withObstacle } from './needs.ts';

type Read = (path: string) => string | undefined;

/** Run by an install of the project itself. */
const lifecycle = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

/** They need nothing of the project, or do nothing where it is not there. */
const harmless =
  /^(?:(?:npx\s+(?:-y\s+|--yes\s+)?)?(?:husky(?:\s+install)?|is-ci|simple-git-hooks|only-allow\s+\w+|opencollective(?:-postinstall)?|node-gyp-build|playwright\s+install.*|cypress\s+install)|echo\b.*|true|:|exit\s+0)$/;

export function javascriptNeeds(
  tool: string,
  args: readonly string[],
  read: Read,
  { contextFolders, contextFiles }: KnownContext,
): ProjectNeeds {
  const manifest = parsed(read('package.json'));
  if (!manifest) return withObstacle('package.json, which cannot be read here');
  const files = new Set<string>();
  const folders = new Set<string>();
  const settings = [read('.yarnrc.yml'), read('.yarnrc'), read('pnpm-workspace.yaml'), read('.npmrc')].join('\n');
  if (manifest.workspaces !== undefined || /^packages:/m.test(read('pnpm-workspace.yaml') ?? '')) {
    return withObstacle('the package.json of each workspace');
  }
  const isThere = (path: string) => {
    const [first = ''] = path.split('/');
    return path.includes('/') ? contextFolders?.has(first) === true : contextFiles?.has(path) === true;
  };
  const add = (path: string): string | undefined => {
    const plain = path.replace(/^\.\//, '').replace(/\/+$/, '');
    if (plain === '' || plain.startsWith('..') || plain.startsWith('/'))
      return `${path}, which is outside of the build context`;
    if (contextFolders?.has(plain) || !/\.\w+$/.test(plain)) folders.add(plain);
    else if (isThere(plain)) files.add(plain);
    else return path;
    return undefined;
  };
  for (const path of [...localPackages(manifest), ...patches(manifest, settings), ...yarnFiles(settings)]) {
    const obstacle = add(path);
    if (obstacle) return withObstacle(obstacle);
  }
  if (/yarn-offline-mirror/.test(settings)) return withObstacle('the mirror of packages that .yarnrc names');
  if (/["']patch:/.test(read('package.json') ?? '')) {
    if (!contextFolders?.has('.yarn')) return withObstacle('the patches that package.json names');
    folders.add('.yarn/patches');
  }
  const obstacle = args.includes('--ignore-scripts') ? undefined : scriptNeeds(tool, manifest, folders, contextFolders);
  return { files: [...files], folders: [...folders], obstacle };
}

/** What the project's own scripts need; folders are added, of what else there is one is named. */
function scriptNeeds(
  tool: string,
  manifest: Manifest,
  folders: Set<string>,
  contextFolders: ReadonlySet<string> | undefined,
): string | undefined {
  for (const name of lifecycle) {
    if (tool === 'bun' && name === 'prepublish') continue;
    const script = manifest.scripts?.[name];
    if (typeof script !== 'string') continue;
    for (const command of script.split(/&&|\|\||;/).map((part) => part.trim())) {
      if (command === '' || harmless.test(command)) continue;
      if (/^(?:npx\s+)?patch-package\b/.test(command) && contextFolders?.has('patches')) folders.add('patches');
      else if (/^(?:npx\s+)?prisma\s+generate(?:\s+--no-engine)?$/.test(command) && contextFolders?.has('prisma')) {
        folders.add('prisma');
      } else return `what its ${name} script runs (${command.slice(0, 60)})`;
    }
  }
  return undefined;
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly workspaces?: unknown;
  readonly [name: string]: unknown;
}

function parsed(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Manifest) : undefined;
  } catch {
    // Half-typed, or no JSON: what it would say is not known.
    return undefined;
  }
}

/** `file:`, `link:` and `portal:` in what it depends on. */
function localPackages(manifest: Manifest): string[] {
  const lists = ['dependencies', 'devDependencies', 'optionalDependencies', 'resolutions', 'overrides'];
  return lists
    .flatMap((list) => stringsOf(manifest[list]))
    .flatMap((range) => /^(?:file|link|portal):(?:\/\/)?(.+)$/.exec(range)?.[1] ?? []);
}

function patches(manifest: Manifest, settings: string): string[] {
  const own = [manifest.patchedDependencies, (manifest.pnpm as Manifest | undefined)?.patchedDependencies];
  const block = /^patchedDependencies:\n((?:[ \t]+.*\n?)+)/m.exec(settings)?.[1] ?? '';
  const listed = block.split('\n').flatMap((line) => /:\s*["']?([^"'#\s]+\.patch)/.exec(line)?.[1] ?? []);
  return [...own.flatMap(stringsOf), ...listed];
}

/** The release and plugins of Yarn that the project brings. */
function yarnFiles(settings: string): string[] {
  const paths = [...settings.matchAll(/^\s*(?:-\s+)?(?:yarnPath|yarn-path|path):?\s+["']?([^"'\s]+)/gm)];
  return paths.map(([, path = '']) => path).filter((path) => /\.c?js$/.test(path));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
