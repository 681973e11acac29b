// What a user can do with the rows of files below a container or volume; from the palette each asks for its file.
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { removeFile, renameFile } from '../../container-files/changes.ts';
import { createFolder, listFolder, writeContent } from '../../container-files/container-files.ts';
import { download, isThere } from '../../container-files/download.ts';
import { factsOf, statIfThere } from '../../container-files/path-facts.ts';
import { joined, nameOf, parentOf } from '../../container-files/paths.ts';
import { fileRefOf } from '../../explorer/file-ref.ts';
import type { ObjectRef } from '../../explorer/object-ref.ts';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { copies } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, onEngine } from '../host/on-engine.ts';
import { askName, type ChosenFiles, chooseFile, chooseFiles, sourceOf, tellChanged } from './chosen-files.ts';
import { compareWithLocal } from './compare.ts';
import { leftOutWords } from './left-out.ts';
import type { FileSource } from './source.ts';
import { uploadInto, uploadToContainer, uploadToVolume } from './upload.ts';

/** So many names of what is in a folder are told before it is deleted. */
const mostNames = 8;

export const rootStays = {
  isNotRenamed: l10n.t('The root folder cannot be renamed.'),
  isNotDeleted: l10n.t('The root folder cannot be deleted.'),
};

export const fileRowCommands = engineCommands(
  {
    'longshore.file.open': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { source, path } = await chooseFile(services, ids, l10n.t('Open a File'), 'file');
      await services.host.files.open(source.place(path));
    },

    'longshore.file.create': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const title = l10n.t('Create a File');
      const { source, path: folder } = await chooseFile(services, ids, title, 'folder');
      const prompt = newFilePrompt(folder);
      const path = await askName(services, folder, { title, prompt });
      await source.at(path, async (engine, container, real) => {
        await refuseExisting(engine, container, real, path);
        await writeContent(engine, container, real, Buffer.alloc(0));
      });
      tellChanged(services, source, [path]);
      await services.host.files.open(source.place(path));
    },

    'longshore.file.createFolder': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const title = l10n.t('Create a Folder');
      const { source, path: folder } = await chooseFile(services, ids, title, 'folder');
      const prompt = l10n.t('Name of the new folder in "{0}"', folder);
      const path = await askName(services, folder, { title, prompt });
      await source.at(path, async (engine, container, real) => {
        await refuseExisting(engine, container, real, path);
        await createFolder(engine, container, real);
      });
      tellChanged(services, source, [path]);
    },

    'longshore.file.rename': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const title = l10n.t('Rename a File');
      const { source, path } = await chooseFile(services, ids, title, 'file or folder');
      if (path === '/') throw new UserError('invalid', rootStays.isNotRenamed);
      const prompt = newNamePrompt(path);
      const target = await askName(services, parentOf(path), { title, prompt, now: nameOf(path) });
      if (target === path) return;
      await move(services, source, path, target);
      tellChanged(services, source, [path]);
    },

    'longshore.file.delete': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const chosen = await chooseFiles(services, ids, l10n.t('Delete a File'), 'file or folder');
      for (const files of chosen) await deleteFiles(services, files);
    },

    'longshore.file.upload': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host } = services;
      const title = l10n.t('Upload Files to a Folder');
      const { source, path } = await chooseFile(services, ids, title, 'folder');
      const what = await host.pick<'files' | 'folder'>(l10n.t('Upload to {0}', path), l10n.t('What to upload'), [
        { label: l10n.t('Files'), description: l10n.t('one or more'), icon: 'files', value: 'files' },
        { label: l10n.t('A Folder'), description: l10n.t('including its name'), icon: 'folder', value: 'folder' },
      ]);
      const sources = await host.files.chooseLocal(l10n.t('Upload to {0}', path), l10n.t('Upload'), what);
      await uploadInto(services, source, path, sources);
    },

    'longshore.file.download': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const chosen = await chooseFiles(services, ids, l10n.t('Download Files'), 'file or folder');
      const [folder] = await services.host.files.chooseLocal(l10n.t('Download To'), l10n.t('Download Here'), 'folder');
      if (folder === undefined) return;
      for (const files of chosen) await downloadFiles(services, files, folder);
    },

    'longshore.file.compare': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { source, path } = await chooseFile(services, ids, l10n.t('Compare a File'), 'file');
      await compareWithLocal(services, source, path);
    },

    'longshore.file.copyPath': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const chosen = await chooseFiles(services, ids, l10n.t('Copy the Path of a File'), 'file or folder');
      await services.host.copy(chosen.flatMap(({ paths }) => paths).join('\n'));
    },

    'longshore.file.openWindow': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { source, path } = await chooseFile(services, ids, l10n.t('Open a Folder in a New Window'), 'folder');
      await services.host.files.openWindow(source.place(path));
    },

    'longshore.file.refresh': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const chosen = await chooseFiles(services, ids, l10n.t('Read a Folder Again'), 'folder');
      services.host.files.changed(chosen.flatMap(({ source, paths }) => paths.map(source.place)));
    },
  },
  {
    'longshore.file.open': { title: l10n.t('Open File'), docker: { none: 'docker opens no files.' } },
    'longshore.file.create': {
      title: l10n.t('Create File'),
      docker: { none: 'docker makes no files; docker cp copies a local one.' },
    },
    'longshore.file.createFolder': {
      title: l10n.t('Create Folder'),
      docker: { none: 'docker makes no folders; docker cp copies a local one.' },
    },
    'longshore.file.rename': { title: l10n.t('Rename File or Folder'), docker: { none: 'docker renames no files.' } },
    'longshore.file.delete': { title: l10n.t('Delete File or Folder'), docker: { none: 'docker deletes no files.' } },
    'longshore.file.upload': { title: l10n.t('Upload to Folder'), docker: { itself: 'docker cp' } },
    'longshore.file.download': { title: l10n.t('Download File or Folder'), docker: { itself: 'docker cp' } },
    'longshore.file.compare': {
      title: l10n.t('Compare with Local File'),
      docker: { none: 'docker compares no files.' },
    },
    'longshore.file.copyPath': { title: l10n.t('Copy Path of File'), docker: copies },
    'longshore.file.openWindow': {
      title: l10n.t('Open Folder in New Window'),
      docker: { none: 'docker opens no windows.' },
    },
    'longshore.file.refresh': { title: l10n.t('Read Folder Again'), docker: { none: 'docker does not list files.' } },
  },
);

/** What somebody dropped on the row of a container, a volume, or a file or folder of one: from this machine it is copied. */
export async function uploadTo(base: CommandServices, target: ObjectRef, sources: readonly string[]): Promise<void> {
  if (target.kind === 'container') return uploadToContainer(base, target, sources);
  if (target.kind === 'volume') return uploadToVolume(base, target, sources);
  const services = await onEngine(base, target.engine);
  const { top, path } = fileRefOf(target.id);
  await uploadInto(services, await sourceOf(services, top), await folderAt(services, target.id, path), sources);
}

/** Rows of the same container or volume that were dropped on another row of it: they move. */
export async function moveToRow(base: CommandServices, target: ObjectRef, moved: readonly ObjectRef[]): Promise<void> {
  const services = await onEngine(base, target.engine);
  const { top, path } = fileRefOf(target.id);
  const source = await sourceOf(services, top);
  const folder = await folderAt(services, target.id, path);
  const paths = moved
    .map(({ id }) => fileRefOf(id).path)
    .filter((from) => parentOf(from) !== folder && from !== folder);
  if (paths.length === 0) return;
  await services.host.confirm({
    question: l10n.t('Move {0} to "{1}" of "{2}"?', quoted(paths), folder, source.name),
    detail: l10n.t('Files there with the same name are kept, not replaced.'),
    action: l10n.t('Move'),
  });
  for (const from of paths) {
    const to = joined(folder, nameOf(from));
    await move(services, source, from, to);
    tellChanged(services, source, [from, to]);
  }
}

/** A file's own folder is meant where the row is no folder. */
async function folderAt(services: EngineServices, id: string, path: string): Promise<string> {
  const source = await sourceOf(services, fileRefOf(id).top);
  const { kind } = await source.at(path, (engine, container, real) => factsOf(engine, container, real));
  return kind === 'folder' ? path : parentOf(path);
}

async function move({ host }: EngineServices, source: FileSource, from: string, to: string): Promise<void> {
  await host.progress(l10n.t('Renaming "{0}" of "{1}"', from, source.name), (_report, signal) =>
    source.at(
      from,
      (engine, container, real) => {
        // What comes before the path is where a volume is mounted.
        const mountPoint = real.slice(0, real.length - from.length);
        return renameFile(engine, container, real, `${mountPoint}${to}`, { overwrite: false }, signal);
      },
      signal,
    ),
  );
}

async function deleteFiles(services: EngineServices, { source, paths }: ChosenFiles): Promise<void> {
  const { host } = services;
  if (paths.includes('/')) throw new UserError('invalid', rootStays.isNotDeleted);
  const previews = await host.progress(l10n.t('Reading what is to be deleted'), (_report, signal) =>
    Promise.all(paths.map((path) => previewOf(source, path, signal))),
  );
  const [only] = paths;
  await host.confirm({
    question:
      paths.length === 1
        ? l10n.t('Delete "{0}" of "{1}"?', oneLine(String(only)), source.name)
        : l10n.t('Delete {0} files and folders of "{1}"?', paths.length, source.name),
    detail: [...previews, noTrash].join('\n'),
    action: l10n.t('Delete'),
  });
  await host.progress(l10n.t('Deleting in "{0}"', source.name), async (_report, signal) => {
    for (const path of paths) {
      await source.at(
        path,
        (engine, container, real) => removeFile(engine, container, real, { recursive: true }, signal),
        signal,
      );
      tellChanged(services, source, [path]);
    }
  });
}

/** `names`: of the entries, as one list. */
export const folderWithEntries = (path: string, count: number, names: string) =>
  count === 1
    ? l10n.t('{0}: a folder with {1}', path, names)
    : l10n.t('{0}: a folder with {1} entries: {2}', path, count, names);

/** A name may hold line ends, and would look like several. */
const oneLine = (path: string): string => path.replaceAll(/[\r\n]/g, '↵');

/** `/app/conf: a folder with 3 entries: a, b, c` */
function previewOf(source: FileSource, path: string, signal: AbortSignal): Promise<string> {
  const shown = oneLine(path);
  return source.at(
    path,
    async (engine, container, real) => {
      const stat = await engine.files.stat(container, real, signal);
      if (stat.kind === 'symlink') return l10n.t('{0}: a symlink; what it leads to stays', shown);
      if (stat.kind !== 'folder') return `${shown}: ${formatBytes(stat.size)}`;
      const { files, complete } = await listFolder(engine, container, real, signal);
      if (files.length === 0) return l10n.t('{0}: an empty folder', shown);
      const names = files.slice(0, mostNames).map(({ name }) => oneLine(name));
      const list = [...names, ...(files.length > names.length || !complete ? ['…'] : [])].join(', ');
      return folderWithEntries(shown, files.length, list);
    },
    signal,
  );
}

async function downloadFiles(
  { host, equivalents }: EngineServices,
  { source, paths }: ChosenFiles,
  folder: string,
): Promise<void> {
  let leftOut = 0;
  for (const path of paths) {
    const target = join(folder, nameOf(path) || source.name);
    if (await isThere(target)) {
      await host.confirm({
        question: l10n.t('Replace "{0}"?', target),
        detail: l10n.t('The existing file or folder is deleted with all of its contents.'),
        action: l10n.t('Replace'),
      });
    }
    const work = host.progress(l10n.t('Downloading "{0}" from "{1}"', path, source.name), (report, signal) =>
      source.at(
        path,
        (engine, container, real) =>
          download(
            engine,
            { container, path: real, target },
            (bytes) => report({ message: formatBytes(bytes) }),
            signal,
          ),
        signal,
      ),
    );
    // docker has no way out of a volume.
    const inside = 'container' in source.place(path);
    const done = inside ? equivalents.during(['cp', `${source.name}:${path}`, target], work) : work;
    leftOut += (await done).leftOut;
  }
  host.inform(
    [l10n.t('Downloaded {0} from "{1}" to {2}.', quoted(paths), source.name, folder), ...leftOutWords(leftOut)].join(
      ' ',
    ),
  );
}

async function refuseExisting(
  engine: EngineServices['engine'],
  container: string,
  real: string,
  path: string,
): Promise<void> {
  if (await statIfThere(engine, container, real)) {
    throw new UserError('name-in-use', l10n.t('"{0}" already exists.', path));
  }
}

const quoted = (paths: readonly string[]): string =>
  [...paths.slice(0, mostNames).map((path) => `"${path}"`), ...(paths.length > mostNames ? ['…'] : [])].join(', ');

export const newFilePrompt = (folder: string) => l10n.t('Name of the new file in "{0}"', folder);

export const newNamePrompt = (path: string) => l10n.t('New name of "{0}"', path);

export const noTrash = l10n.t('There is no trash: what is deleted is lost.');
