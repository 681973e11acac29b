// Deleting and renaming in a container. A running one does it itself, where it has the programs: they see all that it
// sees. Everywhere else it is done over the archive API.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../engine/engine.ts';
import { isKnownFailure, UserError } from '../user-error.ts';
import { isRunning, runCommand } from './command-run.ts';
import { refuseMounts } from './mounted-paths.ts';
import { moveByCopy } from './move-by-copy.ts';
import { placeWithoutLinks, statIfThere } from './path-facts.ts';
import { parentOf } from './paths.ts';
import { readTar } from './tar-reader.ts';

/** Why something is not changed. */
export const changeSentences = {
  inEachOther: (from: string, to: string) =>
    l10n.t('"{0}" cannot be moved to "{1}", since one contains the other.', from, to),
  noFolder: (path: string) => l10n.t('The folder "{0}" does not exist.', path),
  notDeleted: (reason: string) => l10n.t('Could not delete: {0}', reason),
  notRenamed: (reason: string) => l10n.t('Could not rename: {0}', reason),
};

/** `recursive`: a folder with all that is in it. A symlink goes, not what it leads to. */
export async function removeFile(
  engine: Engine,
  container: string,
  path: string,
  { recursive }: { recursive: boolean },
  signal?: AbortSignal,
): Promise<void> {
  const { kind } = await engine.files.stat(container, path, signal);
  await refuseMounts(engine, container, path, 'deleted', signal);
  const command = kind !== 'folder' ? ['rm', '-f'] : recursive ? ['rm', '-rf'] : ['rmdir'];
  if (await doneInside(engine, container, 'deleted', [...command, '--', path], signal)) return;
  if (kind === 'folder' && !recursive && !(await isEmpty(engine, container, path, signal))) {
    throw new UserError('failed', notEmpty(path));
  }
  await engine.files.remove(container, path, signal);
}

/**
 * Rejects with `name-in-use` if there is something at `to`, unless it may be overwritten. Of a failure nothing stays: what
 * was there is there, under its name.
 */
export async function renameFile(
  engine: Engine,
  container: string,
  from: string,
  to: string,
  { overwrite }: { overwrite: boolean },
  signal?: AbortSignal,
): Promise<void> {
  await engine.files.stat(container, from, signal);
  const there = await statIfThere(engine, container, to, signal);
  if (there && !overwrite) throw new UserError('name-in-use', l10n.t('"{0}" already exists.', to));
  const realFrom = await placeWithoutLinks(engine, container, from, signal);
  const realTo = await placeWithoutLinks(engine, container, to, signal);
  if (realFrom === realTo) return;
  if (`${realTo}/`.startsWith(`${realFrom}/`) || `${realFrom}/`.startsWith(`${realTo}/`)) {
    throw new UserError('invalid', changeSentences.inEachOther(from, to));
  }
  const folder = await statIfThere(engine, container, parentOf(realTo), signal);
  if (folder?.kind !== 'folder') throw new UserError('not-found', changeSentences.noFolder(parentOf(to)));
  await refuseMounts(engine, container, from, 'renamed', signal);
  if (there) await refuseMounts(engine, container, to, 'deleted', signal);
  // Of anything else mv would see whether it is a folder, and then put the file into it.
  const isPlain = there === undefined || there.kind === 'file';
  if (isPlain && (await doneInside(engine, container, 'renamed', ['mv', '-f', '--', from, to], signal))) return;
  await moveByCopy(engine, container, realFrom, realTo, there !== undefined, signal);
}

/** False: the container cannot do it, as it does not run or has no such program. */
async function doneInside(
  engine: Engine,
  container: string,
  done: 'deleted' | 'renamed',
  command: readonly string[],
  signal?: AbortSignal,
): Promise<boolean> {
  if (!(await isRunning(engine, container, signal))) return false;
  const { output, exitCode } = await runCommand(engine, container, command, signal).catch((error: unknown) => {
    // Some engines refuse at once to start what is not there.
    if (isKnownFailure(error) && !signal?.aborted) return { output: error.message, exitCode: 127 };
    throw error;
  });
  if (exitCode === 126 || exitCode === 127) return false;
  if (exitCode === 0) return true;
  const reason = output.trim() || l10n.t('{0} failed with exit code {1}', command[0] ?? '', exitCode ?? -1);
  throw new UserError(
    'failed',
    done === 'deleted' ? changeSentences.notDeleted(reason) : changeSentences.notRenamed(reason),
  );
}

async function isEmpty(engine: Engine, container: string, path: string, signal?: AbortSignal): Promise<boolean> {
  let entries = 0;
  for await (const _ of readTar(await engine.files.read(container, path, signal))) {
    // The first is the folder itself.
    if (++entries > 1) return false;
  }
  return true;
}

export const notEmpty = (path: string): string => l10n.t('"{0}" could not be deleted, since it is not empty.', path);
