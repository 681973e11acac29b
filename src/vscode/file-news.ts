// Who changes files of containers and volumes tells it here: editors, the Explorer and the rows look at those folders again.
import { Disposable, EventEmitter } from 'vscode';
import type { FilePlace } from '../commands/host/files-host.ts';

export interface FileNews extends Disposable {
  /** The folders in which something is different now. */
  tell(folders: readonly FilePlace[]): void;
  onDidTell(listener: (folders: readonly FilePlace[]) => void): { dispose(): void };
}

export function createFileNews(): FileNews {
  const told = new EventEmitter<readonly FilePlace[]>();
  return Object.assign(Disposable.from(told), {
    tell: (folders: readonly FilePlace[]) => told.fire(folders),
    onDidTell: told.event,
  });
}
