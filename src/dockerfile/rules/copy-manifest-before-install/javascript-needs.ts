// What npm, yarn, pnpm and bun read of a project beside its manifests. Sources: npm's "scripts" page (which of them an install
// runs), pnpm's settings, Yarn's .yarnrc.yml.
import * as l10n from '@vscode/l10n';
import type { KnownContext } from '../../packages/project-copy.ts';
import { type ProjectNeeds, withObstacle } from './needs.ts';

/** What else an install of JavaScript reads. */
export const javascriptObstacles = {
  unreadable: () => l10n.t('package.json, which cannot be read here'),
  workspaces: () => l10n.t('the package.json of each workspace'),
  outside: (path: string) => l10n.t('{0}, which is outside the build context', path),
};

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
  if (!manifest) return withObstacle(javascriptObstacles.unreadable());
  const files = new Set<string>();
  const folders = new Set<string>();
  const settings = [read('.yarnrc.yml'), read('.yarnrc'), read('pnpm-workspace.yaml'), read('.npmrc')].join('\n');
  if (manifest.workspaces !== undefined || /^packages:/m.test(read('pnpm-workspace.yaml') ?? '')) {
    return withObstacle(javascriptObstacles.workspaces());
  }
  const isThere = (path: string) => {
    const [first = ''] = path.split('/');
    return path.includes('/') ? contextFolders?.has(first) === true : contextFiles?.has(path) === true;
  };
  const add = (path: string): string | undefined => {
    const plain = path.replace(/^\.\//, '').replace(/\/+$/, '');
    if (plain === '' || plain.startsWith('..') || plain.startsWith('/')) return javascriptObstacles.outside(path);
    if (contextFolders?.has(plain) || !/\.\w+$/.test(plain)) folders.add(plain);
    else if (isThere(plain)) files.add(plain);
    else return path;
    return undefined;
  };
  for (const path of [
    ...localPackages(manifest),
    ...patches(manifest, settings),
    ...yarnPatches(read('package.json') ?? ''),
    ...yarnFiles(settings),
  ]) {
    const obstacle = add(path);
    if (obstacle) return withObstacle(obstacle);
  }
  if (/\brequire\(\s*["']\.|\bfrom\s+["']\./.test(read('.pnpmfile.cjs') ?? '')) {
    return withObstacle(l10n.t('the files that .pnpmfile.cjs requires'));
  }
  if (/yarn-offline-mirror/.test(settings)) return withObstacle(l10n.t('the package mirror in .yarnrc'));
  const obstacle = leavesScripts(tool, args, read)
    ? undefined
    : scriptNeeds(lifecycleOf(tool, read), manifest, folders, contextFolders);
  return { files: [...files], folders: [...folders], obstacle };
}

/** By an option, or by the settings that npm and pnpm read. */
function leavesScripts(tool: string, args: readonly string[], read: Read): boolean {
  if (args.includes('--ignore-scripts')) return true;
  return (tool === 'npm' || tool === 'pnpm') && /^ignore-scripts\s*=\s*true\s*$/m.test(read('.npmrc') ?? '');
}

/** Of the project itself. Yarn since version 2, which has a file of settings of its own, prepares only what it packs. */
function lifecycleOf(tool: string, read: Read): readonly string[] {
  if (tool === 'yarn' && read('.yarnrc.yml') !== undefined) return ['preinstall', 'install', 'postinstall'];
  return tool === 'bun' ? lifecycle.filter((name) => name !== 'prepublish') : lifecycle;
}

/** What the project's own scripts need; folders are added, of what else there is one is named. */
function scriptNeeds(
  names: readonly string[],
  manifest: Manifest,
  folders: Set<string>,
  contextFolders: ReadonlySet<string> | undefined,
): string | undefined {
  for (const name of names) {
    const script = manifest.scripts?.[name];
    if (typeof script !== 'string') continue;
    for (const command of script.split(/&&|\|\||;/).map((part) => part.trim())) {
      if (command === '' || harmless.test(command)) continue;
      if (/^(?:npx\s+)?patch-package\b/.test(command) && contextFolders?.has('patches')) folders.add('patches');
      else if (/^(?:npx\s+)?prisma\s+generate(?:\s+--no-engine)?$/.test(command) && contextFolders?.has('prisma')) {
        folders.add('prisma');
      } else return l10n.t('what its {0} script runs ({1})', name, command.slice(0, 60));
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

/** `patch:name@npm:1.0.0#~/.yarn/patches/name.patch`; those of Yarn itself are in no folder. */
function yarnPatches(manifest: string): string[] {
  return [...manifest.matchAll(/["']patch:[^"'#]*#([^"'\n]+)/g)]
    .flatMap(([, paths = '']) => paths.split('&'))
    .map((path) => path.replace(/^optional!|::.*$/g, '').replace(/^~\//, ''))
    .filter((path) => !path.startsWith('builtin<') && !path.startsWith('~builtin<'));
}

/** The release and plugins of Yarn that the project brings. */
function yarnFiles(settings: string): string[] {
  const paths = [...settings.matchAll(/^\s*(?:-\s+)?(?:yarnPath|yarn-path|path):?\s+["']?([^"'\s]+)/gm)];
  const listed = [...settings.matchAll(/^\s*-\s+["']?([^"'\s:]+\.c?js)\b/gm)];
  return [...paths, ...listed].map(([, path = '']) => path).filter((path) => /\.c?js$/.test(path));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
