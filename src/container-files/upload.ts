// Copies local files and folders into a folder of a container (`docker cp`), piece by piece. Knows no editor.

import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { noIgnoreRules } from '../build-context/ignore-file.ts';
import { tarOf } from '../build-context/tar.ts';
import { type ContextEntry, contextEntry, walkContext } from '../build-context/walk.ts';
import type { Engine } from '../engine/engine.ts';
import { UserError } from '../user-error.ts';

/** What cannot be sent. */
export const uploadSentences = {
  notThere: (path: string) => l10n.t('"{0}" is not a file, folder or symlink, or it no longer exists.', path),
};

export interface Upload {
  readonly container: string;
  /** Must be there. */
  readonly folder: string;
  /** Absolute local paths of files and folders. */
  readonly sources: readonly string[];
  /** Of a folder only what is in it, as `docker cp dir/. CONTAINER:folder` does. */
  readonly contentsOnly?: boolean;
}

/** Everything belongs to root, as with `docker cp`. `onBytes`: of how many, by what was there at the beginning. */
export async function upload(
  engine: Engine,
  { container, folder, sources, contentsOnly = false }: Upload,
  onBytes: (bytes: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let total = 0;
  for await (const { size } of entriesOf(sources, contentsOnly)) {
    signal?.throwIfAborted();
    total += size;
  }
  const archive = tarOf(entriesOf(sources, contentsOnly), ({ bytes }) => onBytes(bytes, total));
  await engine.files.write(container, folder, archive, signal);
}

async function* entriesOf(sources: readonly string[], contentsOnly: boolean): AsyncGenerator<ContextEntry> {
  for (const source of sources) {
    const name = basename(source);
    const top = contextEntry(source, name);
    if (!top) throw new UserError('invalid', uploadSentences.notThere(source));
    const prefix = top.kind === 'folder' && contentsOnly ? '' : `${name}/`;
    if (prefix !== '' || top.kind !== 'folder') yield top;
    if (top.kind !== 'folder') continue;
    for await (const entry of walkContext(source, { rules: noIgnoreRules, always: new Set() })) {
      yield { ...entry, path: `${prefix}${entry.path}` };
    }
  }
}
