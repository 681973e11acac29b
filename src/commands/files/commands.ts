// What a user can do with the files in a container.

import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { download, isThere } from '../../container-files/download.ts';
import { factsOf } from '../../container-files/path-facts.ts';
import { nameOf } from '../../container-files/paths.ts';
import { formatBytes } from '../../quantities.ts';
import type { ObjectIds } from '../host/command.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainer } from '../objects/choose.ts';
import { browseFiles, choosePath } from './browser.ts';
import { compareWithLocal } from './compare.ts';
import { leftOutWords } from './left-out.ts';
import { namingWhatIsMissing } from './missing-path.ts';
import { containerSource } from './source.ts';
import { uploadInto } from './upload.ts';

const none = l10n.t('There are no containers on this engine yet. Run an image to create one.');

export const fileCommands = engineCommands(
  {
    'longshore.container.files': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, {
        title: l10n.t('Browse the Files of a Container'),
        none,
      });
      await browseFiles(services, containerSource(services, container), '/');
    },

    'longshore.container.downloadFiles': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const container = await chooseContainer(services, ids, { title: l10n.t('Download from a Container'), none });
      const path = await choosePath(
        services,
        containerSource(services, container),
        l10n.t('Download from {0}', container.name),
        'file or folder',
      );
      const isFolder =
        (await namingWhatIsMissing(engine, container, path, factsOf(engine, container.id, path))).kind === 'folder';
      const name = nameOf(path) || container.name;
      const contentsOnly = isFolder && (await chooseExtent(services, l10n.t('Download "{0}"', path), name));
      const [folder] = await host.files.chooseLocal(
        l10n.t('Download "{0}" To', path),
        l10n.t('Download Here'),
        'folder',
      );
      if (folder === undefined) return;
      const target = contentsOnly ? folder : join(folder, name);
      if (contentsOnly || (await isThere(target))) {
        await host.confirm({
          question: contentsOnly
            ? l10n.t('Download the contents of "{0}" to "{1}"?', path, folder)
            : l10n.t('Replace "{0}"?', target),
          detail: contentsOnly
            ? l10n.t('Files with the same name are replaced. All other files are kept.')
            : l10n.t('The existing file or folder is deleted with all of its contents.'),
          action: contentsOnly ? l10n.t('Download') : l10n.t('Replace'),
        });
      }
      const downloading = host.progress(
        l10n.t('Downloading "{0}" from "{1}"', path, container.name),
        (report, signal) =>
          namingWhatIsMissing(
            engine,
            container,
            path,
            download(
              engine,
              { container: container.id, path, target, contentsOnly },
              (bytes) => report({ message: formatBytes(bytes) }),
              signal,
            ),
          ),
      );
      const inside = `${container.name}:${path}${contentsOnly ? `${path.endsWith('/') ? '' : '/'}.` : ''}`;
      const { leftOut } = await services.equivalents.during(['cp', inside, target], downloading);
      host.inform([fileDownloaded(path, container.name, target), ...leftOutWords(leftOut)].join(' '));
    },

    'longshore.container.uploadFiles': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host } = services;
      const container = await chooseContainer(services, ids, { title: l10n.t('Upload to a Container'), none });
      const what = await host.pick<'files' | 'folder' | 'contents'>(
        l10n.t('Upload to {0}', container.name),
        l10n.t('What to upload'),
        [
          { label: l10n.t('Files'), description: l10n.t('one or more'), icon: 'files', value: 'files' },
          { label: l10n.t('A Folder'), description: l10n.t('including its name'), icon: 'folder', value: 'folder' },
          {
            label: l10n.t('Contents of a Folder'),
            description: 'docker cp folder/. …',
            icon: 'folder-opened',
            value: 'contents',
          },
        ],
      );
      const kind = what === 'files' ? 'files' : 'folder';
      const sources = await host.files.chooseLocal(l10n.t('Upload to {0}', container.name), l10n.t('Upload'), kind);
      const source = containerSource(services, container);
      const folder = await choosePath(services, source, l10n.t('Upload to {0}', container.name), 'folder');
      await uploadInto(services, source, folder, sources, { contentsOnly: what === 'contents' });
    },

    'longshore.container.compareFile': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const container = await chooseContainer(services, ids, { title: l10n.t('Compare a File of a Container'), none });
      const source = containerSource(services, container);
      const path = await choosePath(services, source, l10n.t('Compare a File in {0}', container.name), 'file');
      await compareWithLocal(services, source, path);
    },
  },
  {
    'longshore.container.files': {
      title: l10n.t('Browse Files of Container'),
      docker: { none: 'docker does not list files; docker cp stands for what is downloaded.' },
    },
    'longshore.container.downloadFiles': {
      title: l10n.t('Download Files from Container'),
      docker: { itself: 'docker cp' },
    },
    'longshore.container.uploadFiles': { title: l10n.t('Upload Files to Container'), docker: { itself: 'docker cp' } },
    'longshore.container.compareFile': {
      title: l10n.t('Compare File of Container'),
      docker: { none: 'docker compares no files.' },
    },
  },
);

/** Whether only what is in the folder is meant. */
async function chooseExtent({ host }: EngineServices, title: string, name: string): Promise<boolean> {
  return host.pick(title, l10n.t('What to download'), [
    {
      label: l10n.t('The Folder "{0}"', name),
      description: l10n.t('creates a folder with this name'),
      icon: 'folder',
      value: false,
    },
    {
      label: l10n.t('Only Its Contents'),
      description: 'docker cp …/. folder',
      icon: 'folder-opened',
      value: true,
    },
  ]);
}

export const fileDownloaded = (path: string, container: string, target: string) =>
  l10n.t('Downloaded "{0}" from "{1}" to {2}.', path, container, target);
