// What build profiles say of contexts: those in `.vscode/settings.json` of the folders above, and those that the editor
// knows besides. Anything may stand there; what is no profile says nothing.
import { below, type Folder, joined } from './folder.ts';
import { parseSettings } from './settings-file.ts';

export interface ProfileContexts {
  /** From the Dockerfile's folder, as written. */
  readonly contexts: readonly string[];
  /** The names of further contexts. */
  readonly names: readonly string[];
}

/** `profiles`: what `longshore.build.profiles` has for one Dockerfile. */
export function contextsOfProfiles(profiles: unknown): ProfileContexts {
  const all = Array.isArray(profiles) ? profiles.filter(isRecord) : [];
  return {
    contexts: all.flatMap(({ context }) => (typeof context === 'string' ? [context] : [])),
    names: all.flatMap(({ buildContexts }) => (isRecord(buildContexts) ? Object.keys(buildContexts) : [])),
  };
}

/** `ancestors`: the folders that may be opened as a workspace; `file`: the Dockerfile's name. */
export async function savedProfiles(folder: Folder, file: string, ancestors: readonly string[]): Promise<unknown[]> {
  const texts = await Promise.all(
    ancestors.map(async (path) => {
      const isThere = (await folder.list(path))?.get('.vscode') === 'folder';
      return isThere ? folder.read(below(path, '.vscode/settings.json')) : undefined;
    }),
  );
  return texts.flatMap((text, index) => {
    const settings = text === undefined ? undefined : parseSettings(text);
    const all = isRecord(settings) ? settings['longshore.build.profiles'] : undefined;
    if (!isRecord(all)) return [];
    return Object.entries(all).flatMap(([path, profiles]) =>
      joined(folder.names, ancestors[index] ?? '', path) === file && Array.isArray(profiles) ? profiles : [],
    );
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
