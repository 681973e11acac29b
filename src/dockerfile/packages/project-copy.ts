// How a COPY or ADD brings a project's sources: all of the context, the project's folder, or parts that an install does not
// need.
import { copyArguments } from '../meaning/copy-arguments.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { matchesGlob } from '../text/glob.ts';
import { everything } from './context-copy.ts';
import type { Install } from './dependency-install.ts';
import { folderAt, type InstallRun, needsCopy, type PlacedCopy, placesOf } from './install-places.ts';

export interface ProjectCopy extends PlacedCopy {
  /** Sources as far as variables are known, beside the words. */
  readonly sources: readonly { readonly word: Word; readonly path: string }[];
  /** It is a trigger of ONBUILD. */
  readonly inOnbuild: boolean;
}

/** What is known of the build context; nothing of it where nobody knows. */
export interface KnownContext {
  readonly contextFiles?: ReadonlySet<string> | undefined;
  readonly contextFolders?: ReadonlySet<string> | undefined;
  readonly contextEntries?: ReadonlyMap<string, ReadonlySet<string>> | undefined;
}

/** undefined if it copies nothing of the build context. `pathOf`: a source with its variables replaced. */
export function projectCopyOf(
  document: DockerfileDocument,
  instruction: Instruction,
  inOnbuild: boolean,
  pathOf: (word: Word) => string | undefined,
): ProjectCopy | undefined {
  const copy = copyArguments(document, instruction);
  if (!copy || copy.fromFlag) return undefined;
  const sources = copy.sources.flatMap((word) => {
    const path = word.text.includes('$') ? pathOf(word) : word.text;
    return path === undefined ? [] : [{ word, path }];
  });
  return sources.length > 0 ? { instruction, destination: copy.destination, sources, inOnbuild } : undefined;
}

/**
 * The sources for whose sake the install runs again though it does not need them; none if it needs them all, or works
 * elsewhere.
 */
export function needlessSources(
  document: DockerfileDocument,
  copy: ProjectCopy,
  earlier: readonly ProjectCopy[],
  installRun: InstallRun,
  context: KnownContext,
): readonly Word[] {
  const all = copy.sources.filter(({ path }) => everything.test(path));
  if (all.length > 0) return needsCopy(document, copy, installRun) ? all.map(({ word }) => word) : [];
  if (isProjectFolder(document, copy, earlier, installRun, context)) return copy.sources.map(({ word }) => word);
  return needlessParts(copy, earlier, installRun.install);
}

/** Quick, and never wrong where it says no: most files copy settings and scripts alone. */
export function mayBeSources({ text }: Word): boolean {
  return text.includes('$') || !/\.\w+$/.test(text) || codeFile.test(text);
}

/** Of these only the manifest matters to an install that compiles nothing. */
const sourceFolders =
  /^(?:\.\/)?(?:src|app|server|client|public|static|templates|views|assets|pages|components|routes|controllers|tests?|docs)\/?$/;
const codeFile = /^(?:\.\/)?[\w.-]+\.(?:[cm]?js|ts|[jt]sx|py|rb|php|html|css)$/;
/** They may be read by the install's own scripts. */
const setUpFile = /config|setup|install|prepare|gulpfile|gruntfile|webpack|babel|vite|manage|conf\b|postcss|metro/i;

function needlessParts({ sources }: ProjectCopy, earlier: readonly ProjectCopy[], install: Install): readonly Word[] {
  const { ecosystem } = install;
  if (ecosystem.fetch !== undefined || ecosystem.withoutProject !== undefined) return [];
  const isSource = (path: string) =>
    sourceFolders.test(path) || (codeFile.test(path) && !setUpFile.test(path) && !path.includes('*'));
  const needless = sources.filter(({ path }) => isSource(path) && !bringsManifest(path, install));
  const hasManifest = [...sources, ...earlier.flatMap((copy) => copy.sources)].some(({ path }) =>
    bringsManifest(path, install),
  );
  return hasManifest ? needless.map(({ word }) => word) : [];
}

/** `COPY backend/ .` in front of an install that finds its manifest there. */
function isProjectFolder(
  document: DockerfileDocument,
  copy: ProjectCopy,
  earlier: readonly ProjectCopy[],
  installRun: InstallRun,
  { contextFolders, contextEntries }: KnownContext,
): boolean {
  const [source, ...more] = copy.sources;
  const path = source?.path.replace(/^(?:\.\/)+|\/+$/g, '') ?? '';
  if (more.length > 0 || !/^[\w@][\w@./-]*$/.test(path) || /(^|\/)\.\.(\/|$)/.test(path)) return false;
  const { install } = installRun;
  if (install.elsewhere || earlier.some(({ sources }) => sources.some((one) => bringsManifest(one.path, install)))) {
    return false;
  }
  const { destination, folder } = placesOf(document, copy, installRun);
  if (destination === undefined || destination === '/' || destination !== folder) return false;
  if (folderAt(document, installRun.run) !== folder) return false;
  const entries = contextEntries?.get(path);
  if (entries) return [...entries].some((name) => bringsManifest(name, install));
  // Of a folder that nobody has looked into, only its name tells.
  return contextFolders === undefined && (source?.path.endsWith('/') ?? false);
}

function bringsManifest(path: string, { ecosystem, files }: Install): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (files) return files.some((file) => matchesGlob(name, file.slice(file.lastIndexOf('/') + 1)));
  return [...ecosystem.manifests, ...ecosystem.companions].some(
    (manifest) => matchesGlob(manifest, name) || matchesGlob(name, manifest.replaceAll('*', 'x')),
  );
}
