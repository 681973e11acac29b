// What is dropped on a row: files and folders of the Explorer, of another window or of the operating system, as paths on
// this machine's disk. What is elsewhere is copied into a folder that goes when the work is done.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type DataTransfer,
  DataTransferItem,
  type LogOutputChannel,
  type TreeDragAndDropController,
  Uri,
  workspace,
} from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import { fileId, fileRefOf } from '../explorer/file-ref.ts';
import type { ObjectRef } from '../explorer/object-ref.ts';
import type { TreeNode } from '../explorer/tree-nodes.ts';
import { containerScheme, placeOf, uriOfFile, volumeScheme } from './file-addresses.ts';
import { reportError } from './report.ts';

export interface Drops {
  /** Gets what the row stands for, and absolute local paths that are there until it is done. */
  upload(target: ObjectRef, paths: readonly string[]): Promise<void>;
  /** Files of the container or volume that the row is in. */
  move(target: ObjectRef, moved: readonly ObjectRef[]): Promise<void>;
}

const uriList = 'text/uri-list';

/** `view`: its id. Files go into editors and the Explorer by their addresses, which copies them. */
export function dropController(
  { upload, move }: Drops,
  view: string,
  log: LogOutputChannel,
): TreeDragAndDropController<TreeNode> {
  return {
    dropMimeTypes: [uriList, 'files', `application/vnd.code.tree.${view.toLowerCase()}`],
    dragMimeTypes: [uriList],
    handleDrag(nodes, transfer) {
      const files = nodes.flatMap(({ ref }) => (ref?.kind === 'file' ? [uriOfFile(ref).toString()] : []));
      if (files.length > 0) transfer.set(uriList, new DataTransferItem(files.join('\r\n')));
    },
    async handleDrop(node, transfer, token) {
      const target = node?.ref;
      if (!target) return;
      try {
        const moved = await filesBeside(target, transfer);
        if (moved) return await move(target, moved);
        await withLocalPaths(transfer, async (paths) => {
          if (token.isCancellationRequested) throw new Cancelled();
          if (paths.length > 0) await upload(target, paths);
        });
      } catch (error) {
        reportError(error, log, 'Upload by drop');
      }
    },
  };
}

/** What is dropped, if all of it lies in the same container or volume as the row of a file or folder. */
async function filesBeside(target: ObjectRef, transfer: DataTransfer): Promise<ObjectRef[] | undefined> {
  if (target.kind !== 'file') return undefined;
  const { top } = fileRefOf(target.id);
  const scheme = top.kind === 'volume' ? volumeScheme : containerScheme;
  const moved = (await uris(transfer)).map((uri) => {
    if (uri.scheme !== scheme) return undefined;
    const { engine, top: id, path } = placeOf(uri);
    if (engine !== target.engine || id !== top.id) return undefined;
    return { ...target, id: fileId({ top, path }) };
  });
  const beside = moved.filter((ref) => ref !== undefined);
  return beside.length > 0 && beside.length === moved.length ? beside : undefined;
}

export async function withLocalPaths(
  transfer: DataTransfer,
  work: (paths: readonly string[]) => Promise<void>,
): Promise<void> {
  const copies = await mkdtemp(join(tmpdir(), 'longshore-drop-'));
  try {
    // Two files of one name from different folders: each copy has a folder of its own.
    let count = 0;
    const place = async (name: string) => {
      const folder = join(copies, String(count++));
      await mkdir(folder);
      return join(folder, basename(name));
    };
    const paths: string[] = [];
    const dropped = await uris(transfer);
    for (const uri of dropped) {
      if (uri.scheme === 'file') paths.push(uri.fsPath);
      else {
        const path = await place(uri.path);
        await workspace.fs.copy(uri, Uri.file(path));
        paths.push(path);
      }
    }
    // A browser gives contents alone, without a place that they come from.
    for (const [, item] of dropped.length > 0 ? [] : transfer) {
      const file = item.asFile();
      if (!file) continue;
      const path = await place(file.name);
      await workspace.fs.writeFile(Uri.file(path), await file.data());
      paths.push(path);
    }
    await work(paths);
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}

/** Format: RFC 2483, with lines of comment. */
async function uris(transfer: DataTransfer): Promise<Uri[]> {
  const text = (await transfer.get(uriList)?.asString()) ?? '';
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const listed = lines.map((line) => Uri.parse(line, true));
  const files = [...transfer].flatMap(([, item]) => item.asFile()?.uri ?? []);
  return [...new Map([...listed, ...files].map((uri) => [uri.toString(), uri])).values()];
}
