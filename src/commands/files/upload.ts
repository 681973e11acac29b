// Copies local files and folders into a folder of a container or volume: what is there already is replaced only after a
// question, and the folder can be looked at afterwards.

import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { factsOf } from '../../container-files/path-facts.ts';
import { joined } from '../../container-files/paths.ts';
import { upload } from '../../container-files/upload.ts';
import type { FileStat } from '../../engine/files-api.ts';
import type { ObjectRef } from '../../explorer/object-ref.ts';
import { formatBytes } from '../../quantities.ts';
import { UserError, unless } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { type EngineServices, onEngine } from '../host/on-engine.ts';
import { browseFiles, choosePath } from './browser.ts';
import { containerSource, type FileSource, volumeSource } from './source.ts';

/** `sources`: absolute local paths. `contentsOnly`: of folders only what is in them. */
export async function uploadInto(
  services: EngineServices,
  source: FileSource,
  folder: string,
  sources: readonly string[],
  { contentsOnly = false } = {},
): Promise<void> {
  const { host } = services;
  if (!contentsOnly) {
    await confirmReplacing(
      services,
      source,
      folder,
      sources.map((path) => basename(path)),
    );
  }
  const uploading = host.progress(l10n.t('Uploading to "{0}"', source.name), (report, signal) =>
    source.at(
      folder,
      (engine, container, path) =>
        upload(
          engine,
          { container, folder: path, sources, contentsOnly },
          (bytes, total) =>
            report({
              message: l10n.t('{0} of {1}', formatBytes(bytes), formatBytes(total)),
              fraction: total === 0 ? 1 : Math.min(1, bytes / total),
            }),
          signal,
        ),
      signal,
    ),
  );
  await noted(services, source, folder, sources, contentsOnly, uploading);
  host.files.changed([source.place(folder)]);
  host.inform(l10n.t('Uploaded to "{0}" in "{1}".', folder, source.name), [
    { title: l10n.t('Show'), run: () => browseFiles(services, source, folder) },
  ]);
}

/** As `docker cp`; it has no way into a volume. */
async function noted(
  { equivalents }: EngineServices,
  source: FileSource,
  folder: string,
  sources: readonly string[],
  contentsOnly: boolean,
  work: Promise<void>,
): Promise<void> {
  if ('volume' in source.place(folder)) return work;
  const lines = sources.map((path) => ['cp', contentsOnly ? `${path}/.` : path, `${source.name}:${folder}`]);
  const [first = [], ...others] = lines;
  await equivalents.during(first, work);
  for (const words of others) await equivalents.during(words, work);
}

/** What somebody dropped on a container's row: asks for the folder, beginning where its program works. */
export async function uploadToContainer(
  base: CommandServices,
  { engine: engineId, id }: ObjectRef,
  sources: readonly string[],
): Promise<void> {
  const services = await onEngine(base, engineId);
  const { engine } = services;
  const container = await engine.containers.get(id);
  if (!container) throw new UserError('not-found', l10n.t('That container no longer exists.'));
  const { workingDirectory } = await engine.containers.inspect(id);
  const source = containerSource(services, container);
  const start = (await isFolder(source, workingDirectory)) ? workingDirectory : '/';
  const folder = await choosePath(services, source, l10n.t('Upload to {0}', container.name), 'folder', start);
  await uploadInto(services, source, folder, sources);
}

/** The same for a volume's row. */
export async function uploadToVolume(
  base: CommandServices,
  { engine: engineId, id: volume }: ObjectRef,
  sources: readonly string[],
): Promise<void> {
  const services = await onEngine(base, engineId);
  const { host, engine } = services;
  const source = volumeSource(services, volume);
  const leave = await host.progress(l10n.t('Opening the volume "{0}"', volume), (_report, signal) =>
    host.files.volumes(engine.id).hold(volume, signal),
  );
  try {
    const folder = await choosePath(services, source, l10n.t('Upload to {0}', volume), 'folder');
    await uploadInto(services, source, folder, sources);
  } finally {
    await leave();
  }
}

/** A working directory need not be there: somebody may have deleted it, and some engines make it only at the start. */
async function isFolder(source: FileSource, path: string): Promise<boolean> {
  if (!path.startsWith('/')) return false;
  const found = await source.at(path, async (engine, container, real) =>
    unless(factsOf(engine, container, real), 'not-found'),
  );
  return found?.kind === 'folder';
}

async function confirmReplacing(
  { host }: EngineServices,
  source: FileSource,
  folder: string,
  names: readonly string[],
): Promise<void> {
  const found = await source.at(folder, (engine, container, path) =>
    Promise.all(names.map((name) => unless<FileStat>(engine.files.stat(container, joined(path, name)), 'not-found'))),
  );
  const there = names.filter((_, index) => found[index] !== undefined);
  if (there.length === 0) return;
  if (found.some((stat) => stat?.kind === 'symlink')) {
    throw new UserError(
      'conflict',
      l10n.t(
        '{0}: there is a symlink with this name. Choose another folder.',
        there.map((name) => `"${name}"`).join(', '),
      ),
    );
  }
  await host.confirm({
    question: l10n.t(
      'Replace {0} in "{1}" of "{2}"?',
      there.map((name) => `"${name}"`).join(', '),
      folder,
      source.name,
    ),
    detail: l10n.t('Files are overwritten. Folders are merged, and their other files are kept.'),
    action: l10n.t('Replace'),
  });
}
