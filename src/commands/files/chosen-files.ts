// Files that a command works on: those of the rows, or one that is chosen by walking.
import * as l10n from '@vscode/l10n';
import { joined, parentOf } from '../../container-files/paths.ts';
import { type FileTop, fileRefOf } from '../../explorer/file-ref.ts';
import { UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { containerChoice } from '../objects/choose.ts';
import { nameOrShortId } from '../text/object-names.ts';
import { choosePath } from './browser.ts';
import { containerSource, type FileSource, volumeSource } from './source.ts';

/** Files of one container or volume. */
export interface ChosenFiles {
  readonly source: FileSource;
  /** Absolute; none is in another. */
  readonly paths: readonly string[];
}

/** `ids`: of rows; undefined asks for a container or volume, and then for a path in it. */
export async function chooseFiles(
  services: EngineServices,
  ids: ObjectIds | undefined,
  title: string,
  what: 'file' | 'folder' | 'file or folder',
): Promise<ChosenFiles[]> {
  if (!ids) {
    const source = await sourceOf(services, await chooseTop(services, title));
    return [{ source, paths: [await choosePath(services, source, title, what)] }];
  }
  const byTop = new Map<string, { readonly top: FileTop; readonly paths: string[] }>();
  for (const { top, path } of ids.map(fileRefOf)) {
    const key = `${top.kind}:${top.id}`;
    byTop.set(key, { top, paths: [...(byTop.get(key)?.paths ?? []), path] });
  }
  return Promise.all(
    [...byTop.values()].map(async ({ top, paths }) => ({
      source: await sourceOf(services, top),
      paths: outermost(paths),
    })),
  );
}

/** As `chooseFiles`, where only one makes sense: the first. */
export async function chooseFile(
  services: EngineServices,
  ids: ObjectIds | undefined,
  title: string,
  what: 'file' | 'folder' | 'file or folder',
): Promise<{ readonly source: FileSource; readonly path: string }> {
  const [first] = await chooseFiles(services, ids?.slice(0, 1), title, what);
  const { source, paths } = first as ChosenFiles;
  return { source, path: String(paths[0]) };
}

export async function sourceOf(services: EngineServices, top: FileTop): Promise<FileSource> {
  if (top.kind === 'volume') return volumeSource(services, top.id);
  const container = await services.engine.containers.get(top.id);
  if (!container) throw new UserError('not-found', l10n.t('That container no longer exists.'));
  return containerSource(services, container);
}

/** Whoever shows the folders of these paths looks at them again. */
export function tellChanged({ host }: EngineServices, source: FileSource, paths: readonly string[]): void {
  const folders = [...new Set(paths.map(parentOf))];
  host.files.changed(folders.map((folder) => source.place(folder)));
}

/** A name as it can be given in that folder; `now`: what it is called so far. */
export async function askName(
  { host }: EngineServices,
  folder: string,
  { title, prompt, now }: { readonly title: string; readonly prompt: string; readonly now?: string },
): Promise<string> {
  const name = await host.ask({
    title,
    prompt,
    value: now,
    validate: (text) =>
      text === '' || text === '.' || text === '..' || text.includes('/')
        ? l10n.t('Type a name without "/", and not "." or "..".')
        : undefined,
  });
  return joined(folder, name);
}

async function chooseTop({ host, inventory, engine }: EngineServices, title: string): Promise<FileTop> {
  const [{ containers }, volumes] = await Promise.all([inventory.lists(), engine.volumes.list()]);
  const choices = [
    ...containers.map((container) => ({
      ...containerChoice(container),
      value: { kind: 'container', id: container.id } as FileTop,
    })),
    ...volumes.map(({ name }) => ({
      label: nameOrShortId(name),
      description: l10n.t('volume'),
      icon: 'database',
      value: { kind: 'volume', id: name } as FileTop,
    })),
  ];
  if (choices.length === 0) {
    throw new UserError('not-found', l10n.t('There are no containers and no volumes on this engine yet.'));
  }
  return host.pick(title, l10n.t('Container or volume'), choices);
}

/** What is in a chosen folder goes with it. */
function outermost(paths: readonly string[]): string[] {
  const all = [...new Set(paths)];
  return all.filter(
    (path) => !all.some((other) => other !== path && path.startsWith(other === '/' ? '/' : `${other}/`)),
  );
}
