// The files below the rows of containers and volumes: read over the engine that the view shows, and kept true.
import { Disposable } from 'vscode';
import type { VolumeFilesByEngine } from '../container-files/volume-files-by-engine.ts';
import type { Inventory, InventoryChange } from '../engine/inventory.ts';
import { forEachList, type OptionalList } from '../engine/lists.ts';
import { createFileListing, type FileListing } from '../explorer/file-listing.ts';
import { type FileRef, type FileTop, fileRefOf } from '../explorer/file-ref.ts';
import type { Row } from '../explorer/kind.ts';
import type { FileNews } from './file-news.ts';
import type { TreeSource } from './tree-source.ts';

export interface FileRows extends Disposable {
  readonly listing: FileListing;
  /** The rows of a view, with the files below. */
  below<Source>(rows: TreeSource<Source, InventoryChange>, list: 'containers' | 'volumes'): FileParts;
}

type FileParts = Required<Pick<TreeSource<unknown, InventoryChange>, 'load' | 'opened' | 'closed' | 'onDidChange'>>;

export function createFileRows(inventory: Inventory, volumes: VolumeFilesByEngine, news: FileNews): FileRows {
  const nameOf = (id: string) => inventory.containers.find((container) => container.id === id)?.name;
  const host = { files: { volumes: volumes.of } };
  const listing = createFileListing(async (folder, signal) => {
    const { readFolder } = await import('../commands/files/read-folder.ts');
    return readFolder({ engine: await inventory.engine(signal), host }, folder, nameOf, signal);
  });
  let engine = inventory.last?.id;
  const isThere = ({ kind, id }: FileTop) =>
    kind === 'container'
      ? inventory.containers.some((container) => container.id === id)
      : (inventory.volumes ?? []).some(({ name }) => name === id);
  const subscriptions = [
    inventory.onDidChange(({ containers, volumes: ofVolumes, connection }) => {
      if (!containers && !ofVolumes && !connection) return;
      const isAnother = inventory.last?.id !== engine;
      engine = inventory.last?.id;
      // Two engines may have volumes of one name. A broken connection lists nothing, and comes back.
      if (isAnother) listing.retain(() => false);
      else if (inventory.connection.state === 'connected') listing.retain(isThere);
    }),
    news.onDidTell((folders) => {
      for (const { engine: of, container, volume, path } of folders) {
        if (of !== inventory.last?.id) continue;
        const top: FileTop =
          container === undefined ? { kind: 'volume', id: String(volume) } : { kind: 'container', id: container };
        void listing.again({ top, path });
      }
    }),
  ];
  return Object.assign(Disposable.from(...subscriptions, listing), {
    listing,
    below: <Source>(rows: TreeSource<Source, InventoryChange>, list: 'containers' | 'volumes'): FileParts => {
      const onlyThis = { connection: false, ...forEachList((each: OptionalList | string) => each === list) };
      return {
        load: (row) => loaded(listing, row),
        closed(row) {
          const folder = folderOf(row);
          if (folder) listing.close(folder);
        },
        opened(row) {
          const folder = folderOf(row);
          if (folder) void listing.reopen(folder);
        },
        onDidChange(listener) {
          const both = [rows.onDidChange(listener), listing.onDidChange(() => listener(onlyThis))];
          return { dispose: () => both.forEach((each) => void each.dispose()) };
        },
      };
    },
  });
}

async function loaded(listing: FileListing, { object }: Row): Promise<void> {
  if (object?.kind === 'container') listing.open({ kind: 'container', id: object.id });
  else if (object) await listing.load(fileRefOf(object.id));
}

/** The folder that is below the row. */
function folderOf({ object }: Row): FileRef | undefined {
  if (object?.kind === 'file') return fileRefOf(object.id);
  if (object?.kind === 'container' || object?.kind === 'volume')
    return { top: { kind: object.kind, id: object.id }, path: '/' };
  return undefined;
}
