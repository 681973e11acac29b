// The rows of files below that of their container or volume.
import * as l10n from '@vscode/l10n';
import { isFolder, type ListedFile } from '../container-files/listing.ts';
import { joined, nameOf } from '../container-files/paths.ts';
import { formatBytes } from '../quantities.ts';
import type { FileListing } from './file-listing.ts';
import { type FileRef, type FileTop, fileId } from './file-ref.ts';
import type { Row } from './kind.ts';

/** What these rows can have among their tokens. */
export const fileTokens = ['file', 'folder', 'files', 'message'] as const;

export type KnownFiles = Pick<FileListing, 'isOpened' | 'below'>;

/** For the row of a container: the row of its files, once it is opened. */
export function filesOfContainer(known: KnownFiles | undefined, id: string): Pick<Row, 'children' | 'isLazy' | 'verb'> {
  if (!known) return { children: [] };
  const top: FileTop = { kind: 'container', id };
  if (!known.isOpened(top)) return { children: [], isLazy: true, verb: 'stay' };
  const root: FileRef = { top, path: '/' };
  return {
    verb: 'stay',
    children: [
      {
        id: `file/${fileId(root)}`,
        object: { kind: 'file', id: fileId(root) },
        label: l10n.t('Files'),
        description: '',
        tooltip: () => [[l10n.t('Folder'), '/']],
        icon: 'files',
        tone: undefined,
        tokens: ['files', 'folder'],
        spoken: l10n.t('folder'),
        ...rowsBelow(known, root),
      },
    ],
  };
}

/** For the row of a volume: its files themselves. */
export function filesOfVolume(known: KnownFiles | undefined, name: string): Pick<Row, 'children' | 'isLazy' | 'verb'> {
  if (!known) return { children: [] };
  return { ...rowsBelow(known, { top: { kind: 'volume', id: name }, path: '/' }), verb: 'stay' };
}

function rowsBelow(known: KnownFiles, folder: FileRef): Pick<Row, 'children' | 'isLazy'> {
  const content = known.below(folder);
  if (!content) return { children: [], isLazy: true };
  const message = (text: string, icon = 'info') => messageRow(folder, text, icon);
  if ('problem' in content) return { children: [message(content.problem, 'warning')] };
  return {
    children: [
      ...content.files.map((file) => fileRow(known, folder, file)),
      // Else nobody could tell whether it was read.
      ...(content.files.length === 0 && content.isWhole ? [message(l10n.t('empty'), 'blank')] : []),
      ...(content.isWhole ? [] : [message(notAllShown)]),
    ],
  };
}

/** What a symlink leads to. */
export const symlinkWords: Readonly<Record<string, string>> = {
  file: l10n.t('symlink to a file'),
  folder: l10n.t('symlink to a folder'),
  other: l10n.t('symlink to a device, pipe or socket'),
};

function fileRow(known: KnownFiles, folder: FileRef, file: ListedFile): Row {
  const { name, kind, target, size, mode, modifiedAt } = file;
  const ref: FileRef = { top: folder.top, path: joined(folder.path, name) };
  const enters = isFolder(file);
  const what =
    kind === 'symlink'
      ? target === undefined
        ? l10n.t('broken symlink')
        : (symlinkWords[target] ?? '')
      : kind === 'other'
        ? otherKind
        : '';
  const opens = kind === 'file' || target === 'file';
  return {
    id: `file/${fileId(ref)}`,
    object: { kind: 'file', id: fileId(ref) },
    label: name,
    description: kind === 'file' ? formatBytes(size) : what,
    tooltip: () => [
      [l10n.t('Path'), ref.path],
      ...(what === '' ? [] : [[l10n.t('Kind'), what] as const]),
      ...(kind === 'file' ? [[l10n.t('Size'), formatBytes(size)] as const] : []),
      [l10n.t('Changed'), new Date(modifiedAt).toLocaleString()],
      [l10n.t('Permissions'), mode.toString(8).padStart(4, '0')],
    ],
    icon: kind === 'symlink' ? (enters ? 'file-symlink-directory' : 'file-symlink-file') : enters ? 'folder' : 'file',
    ...(kind === 'file' || kind === 'folder' ? { looksLike: kind } : {}),
    tone: undefined,
    tokens: [enters ? 'folder' : 'file'],
    spoken: enters ? l10n.t('folder') : l10n.t('file'),
    ...(enters ? rowsBelow(known, ref) : { children: [], ...(opens ? { verb: 'open-file' as const } : {}) }),
  };
}

function messageRow(folder: FileRef, text: string, icon: string): Row {
  return {
    id: `file-message/${fileId(folder)}`,
    object: undefined,
    label: text,
    description: '',
    tooltip: () => [[nameOf(folder.path) || '/', text]],
    icon,
    tone: icon === 'warning' ? 'bad' : 'quiet',
    tokens: ['message'],
    spoken: l10n.t('message'),
    children: [],
  };
}

export const notAllShown = l10n.t('Not all is shown: it is too large to read without a shell.');
export const otherKind = l10n.t('device, pipe or socket');
