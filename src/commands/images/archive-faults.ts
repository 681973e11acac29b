// What goes wrong when an archive becomes images, and is set right: another try unpacked here, a name that is left over.
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { unpackZstd } from '../../container-files/zstd.ts';
import type { Engine } from '../../engine/engine.ts';
import { isKnownFailure, UserError } from '../../user-error.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import type { ArchiveKind } from './archive-kind.ts';

/** Engines with containerd's store give the name before they look into the archive. */
export async function withoutLeftover<T>(
  engine: Engine,
  reference: string | undefined,
  importing: Promise<T>,
): Promise<T> {
  try {
    return await importing;
  } catch (error) {
    const isLeft = reference !== undefined && isKnownFailure(error, 'invalid');
    if (isLeft && (await imageIfThere(engine, reference))) await engine.images.remove(reference);
    throw error;
  }
}

/**
 * As the file is, and where the engine does not unpack that, unpacked here. What an engine says of a format that it does not
 * know tells nobody what is wrong.
 */
export async function unpackable<T>(
  engine: Engine,
  path: string,
  { packing }: ArchiveKind,
  signal: AbortSignal,
  read: (unpack: (archive: Readable) => Readable) => Promise<T>,
): Promise<T> {
  try {
    return await read((archive) => archive);
  } catch (error) {
    if (packing === 'none' || packing === 'gzip' || !isKnownFailure(error, 'invalid')) throw error;
    if (packing === 'zstd') return read(unpackZstd);
    const { version } = await engine.info(signal);
    throw new UserError('unsupported', unknownPacking(version, basename(path), packing), { cause: error });
  }
}

export const unknownPacking = (version: string, name: string, packing: string) =>
  l10n.t(
    'Docker {0} could not decompress {1}: it does not support {2}, or has no program for it on its machine. Decompress it first, and load the result.',
    version,
    name,
    packing,
  );
