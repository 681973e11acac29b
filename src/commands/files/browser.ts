// Walks through the folders of a container or volume with the keyboard: one list for each folder, typing filters, Enter goes in.
import * as l10n from '@vscode/l10n';
import { listFolder } from '../../container-files/container-files.ts';
import { isFolder, type ListedFile } from '../../container-files/listing.ts';
import { factsOf } from '../../container-files/path-facts.ts';
import { joined, normalPath, parentOf } from '../../container-files/paths.ts';
import { formatAge, formatBytes } from '../../quantities.ts';
import type { Choice } from '../host/dialogs.ts';
import type { EngineServices } from '../host/on-engine.ts';
import type { FileSource } from './source.ts';

type Step =
  | { readonly do: 'enter' | 'file' | 'here' | 'window'; readonly path: string }
  | { readonly do: 'type'; readonly path?: string };

/** Opens what is chosen: a file in an editor, a folder in a window of its own. */
export async function browseFiles(services: EngineServices, source: FileSource, start: string): Promise<void> {
  const { host } = services;
  const { path, do: wish } = await walk(services, source, start, l10n.t('Files of {0}', source.name), [
    (folder) => ({
      label: openWindowLabel,
      description: l10n.t('to create, rename, delete and drop files'),
      icon: 'multiple-windows',
      value: { do: 'window', path: folder },
    }),
  ]);
  const place = source.place(path);
  if (wish === 'window') await host.files.openWindow(place);
  else await host.files.open(place);
}

/** Answers the path of a file or folder. */
export async function choosePath(
  services: EngineServices,
  source: FileSource,
  title: string,
  what: 'file' | 'folder' | 'file or folder',
  start = '/',
): Promise<string> {
  const here = (folder: string): Choice<Step> => ({
    label: l10n.t('This Folder'),
    description: folder,
    icon: 'check',
    value: { do: 'here', path: folder },
  });
  const { path } = await walk(services, source, start, title, what === 'file' ? [] : [here], what !== 'folder');
  return path;
}

async function walk(
  { host }: EngineServices,
  source: FileSource,
  start: string,
  title: string,
  extras: readonly ((folder: string) => Choice<Step>)[],
  showFiles = true,
): Promise<{ readonly do: Step['do']; readonly path: string }> {
  for (let folder = start; ; ) {
    const listing = await host.progress(l10n.t('Reading "{0}" of "{1}"', folder, source.name), (_report, signal) =>
      source.at(folder, (engine, container, path) => listFolder(engine, container, path, signal), signal),
    );
    const now = Date.now();
    const files = listing.files.filter((file) => showFiles || isFolder(file));
    const shownTitle = listing.complete
      ? l10n.t('{0}: {1}', title, folder)
      : l10n.t('{0}: {1} (incomplete: too large to read without a shell)', title, folder);
    const step = await host.pick<Step>(shownTitle, l10n.t('Type to filter, press Enter to open'), [
      ...extras.map((extra) => extra(folder)),
      ...(folder === '/'
        ? []
        : [
            {
              label: '..',
              description: parentOf(folder),
              icon: 'arrow-up',
              value: { do: 'enter', path: parentOf(folder) } as const,
            },
          ]),
      ...files.map((file) => fileChoice(file, folder, now)),
      { label: l10n.t('Go to Path…'), icon: 'go-to-file', value: { do: 'type' } },
      {
        label: goToTypedLabel,
        icon: 'go-to-file',
        value: { do: 'type' },
        takes: (text) => (text.startsWith('/') ? { do: 'type', path: text } : undefined),
      },
    ]);
    if (step.do === 'enter') folder = step.path;
    else if (step.do === 'type') {
      const prompt = showFiles ? l10n.t('The path of a folder or file.') : l10n.t('The path of a folder.');
      const typed = normalPath(step.path ?? (await host.ask({ title, prompt, value: folder })));
      const { kind } = await source.at(typed, (engine, container, path) => factsOf(engine, container, path));
      if (showFiles && kind !== 'folder') return { do: 'file', path: typed };
      folder = typed;
    } else return step;
  }
}

const symlinkTargets: Readonly<Record<string, string>> = {
  file: l10n.t('a file'),
  folder: l10n.t('a folder'),
  other: l10n.t('a device, pipe or socket'),
};

function fileChoice(file: ListedFile, folder: string, now: number): Choice<Step> {
  const { name, kind, target, size, mode, modifiedAt } = file;
  const path = joined(folder, name);
  const enters = isFolder(file);
  const facts = [
    ...(kind === 'symlink'
      ? [target === undefined ? l10n.t('broken symlink') : l10n.t('symlink to {0}', symlinkTargets[target] ?? target)]
      : []),
    ...(kind === 'other' ? [l10n.t('device, pipe or socket')] : []),
    ...(kind === 'file' ? [formatBytes(size)] : []),
    mode.toString(8).padStart(4, '0'),
    formatAge(modifiedAt, now),
  ];
  return {
    // A name may hold line ends; a row has one line.
    label: name.replaceAll(/[\r\n]/g, '↵'),
    description: facts.join('  ·  '),
    icon: kind === 'symlink' ? (enters ? 'file-symlink-directory' : 'file-symlink-file') : enters ? 'folder' : 'file',
    value: { do: enters ? 'enter' : 'file', path },
  };
}

export const openWindowLabel = l10n.t('Open This Folder in a New Window');

export const goToTypedLabel = l10n.t('Go to This Path');
