// What a build sends when it sends everything at once: the tar archive of its context, and where the Dockerfile is in it.

import { lstat, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { mustBe } from './must-be.ts';
import { readIgnoreFile } from './read-ignore-file.ts';
import { type TarProgress, tarOf } from './tar.ts';
import { type ContextEntry, contextEntry, walkContext } from './walk.ts';

export interface ContextUpload {
  /** Fails with BuildContextError. To be destroyed if it is not read to its end. */
  readonly tar: Readable;
  /** Within the archive, with `/`. */
  readonly dockerfile: string;
}

export interface UploadOptions {
  /** Absolute. */
  readonly contextFolder: string;
  /** Absolute; may be outside of the context. */
  readonly dockerfile: string;
  /** For an engine that applies the ignore file itself and so must get it. */
  readonly withIgnoreFile: boolean;
  readonly onProgress: (progress: TarProgress) => void;
}

/** Rejects with BuildContextError: no such folder, no such Dockerfile, a malformed ignore file. */
export async function openContextUpload({ onProgress, ...options }: UploadOptions): Promise<ContextUpload> {
  const { entries, dockerfile } = await openContext(options);
  return { tar: tarOf(entries, onProgress), dockerfile };
}

/** All that a build is sent, the Dockerfile among it; rejects as above. */
export async function openContext({
  contextFolder,
  dockerfile,
  withIgnoreFile,
}: Omit<UploadOptions, 'onProgress'>): Promise<{
  readonly entries: AsyncIterable<ContextEntry>;
  readonly dockerfile: string;
}> {
  await mustBe('folder', contextFolder, l10n.t('Build context'));
  await mustBe('file', dockerfile, 'Dockerfile');
  const rules = await readIgnoreFile(contextFolder, dockerfile);
  const inside = relative(contextFolder, dockerfile).split(sep).join('/');
  const asItIs = !isOutside(inside) && (await lstat(dockerfile)).isFile();
  const always = new Set([...(asItIs ? [inside] : []), ...(withIgnoreFile ? ['.dockerignore'] : [])]);
  const entries = walkContext(contextFolder, { rules, always });
  if (asItIs) return { entries, dockerfile: inside };
  // A Dockerfile from elsewhere, or a link that may lead elsewhere, is sent under a name of its own.
  const name = freeName(contextFolder);
  return { entries: withDockerfile(entries, await realpath(dockerfile), name), dockerfile: name };
}

function isOutside(path: string): boolean {
  // On another drive of Windows a relative path is absolute.
  return path === '..' || path.startsWith('../') || /^[a-z]:/i.test(path);
}

async function* withDockerfile(
  entries: AsyncIterable<ContextEntry>,
  dockerfile: string,
  name: string,
): AsyncGenerator<ContextEntry> {
  const entry = contextEntry(dockerfile, name);
  if (entry) yield entry;
  yield* entries;
}

/** Always the same where possible: a name by chance would break the cache of `COPY . .` at every build. */
function freeName(contextFolder: string): string {
  for (let number = 0; ; number++) {
    const name = `.longshore.Dockerfile${number || ''}`;
    if (contextEntry(join(contextFolder, name), name) === undefined) return name;
  }
}
