// Which files of the build context rules want to look into: the manifests of installs that stand below a copy of the sources.
import type { DockerfileDocument } from '../text/document.ts';
import { matchesGlob } from '../text/glob.ts';
import type { Install } from './dependency-install.ts';
import { lateInstalls } from './late-installs.ts';
import type { KnownContext } from './project-copy.ts';
import { includedFiles } from './requirements.ts';

/** More than any project has for one install. */
const mostFiles = 40;

/** Read beside the manifests: what they say is part of what an install does. */
const settings = ['pnpm-workspace.yaml', '.yarnrc.yml', '.yarnrc', '.npmrc'];

/** Of Cargo, in a folder of the project. */
export const cargoSettingsFiles = ['.cargo/config.toml', '.cargo/config'];

/** Paths in the context. Asked again with what was read: lists of requirements include others. */
export function projectFiles(
  document: DockerfileDocument,
  context: KnownContext,
  texts: ReadonlyMap<string, string>,
): string[] {
  const { contextFiles = new Set<string>() } = context;
  const installs = lateInstalls(document, context).flatMap(({ installs: late }) => late.map(({ install }) => install));
  const wanted = new Set(installs.flatMap((install) => manifestsOf(install, contextFiles)));
  if (context.contextFolders?.has('.cargo') && installs.some(({ ecosystem }) => ecosystem.tool === 'cargo')) {
    for (const path of cargoSettingsFiles) wanted.add(path);
  }
  for (const path of wanted) {
    if (wanted.size > mostFiles) break;
    const text = /\.(?:txt|in)$/.test(path) ? texts.get(path) : undefined;
    if (text !== undefined) for (const included of includedFiles(path, text)) wanted.add(included);
  }
  return [...wanted].filter((path) => !path.startsWith('..')).slice(0, mostFiles);
}

function manifestsOf({ ecosystem, files }: Install, contextFiles: ReadonlySet<string>): string[] {
  if (files) return files.filter((file) => !/^\/|\$|\.\./.test(file)).map((file) => file.replace(/^\.\//, ''));
  const own = [...ecosystem.manifests, ...ecosystem.companions].filter((name) => !/lock|\.sum$/.test(name));
  const extra = ecosystem.family === 'javascript' ? settings : [];
  return [...contextFiles].filter((name) => [...own, ...extra].some((glob) => matchesGlob(glob, name)));
}
