// A shell for images that have none: BusyBox, one program that needs no other file, copied into a container that is thrown away.
import { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { tarEnd, tarHeader, tarPadding } from '../../build-context/tar-header.ts';
import { readImageFile } from '../../container-files/image-file.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import { isSameSystem } from '../../platform.ts';
import { isKnownFailure, UserError, unless } from '../../user-error.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { cannotBePulled, pullImage } from '../running/carry-out.ts';

/** Of Docker's own images: its variant with musl needs no other file. */
const pulled = 'busybox:musl';
const others = ['busybox:stable-musl', 'busybox:latest', 'busybox:uclibc', 'busybox:stable'];

const folder = '/.longshore-busybox';

export interface BusyBox {
  readonly program: Buffer;
  /** The image that it is from. */
  readonly from: string;
}

/** Asks, and pulls if it must. `platform`: of the container that it is for. Throws `Cancelled`, or says why it cannot be had. */
export async function getBusyBox(services: EngineServices, platform: string): Promise<BusyBox> {
  const { host, engine } = services;
  const there = await host.progress(l10n.t('Looking for BusyBox'), (_report, signal) =>
    busyBoxHere(engine, platform, signal),
  );
  await host.confirm({
    question: l10n.t('Open a shell with BusyBox?'),
    detail: there ? isCopiedFrom(there.from) : isPulledFirst(pulled),
    action: there ? l10n.t('Open Shell') : l10n.t('Pull and Open Shell'),
  });
  if (there) return there;
  await pullImage(services, engine, pulled, platform).catch((error: unknown) => {
    if (!isKnownFailure(error)) throw error;
    throw new UserError(error.kind, [cannotBePulled(pulled), error.message].join(' '), { cause: error });
  });
  const program = await programOf(engine, pulled);
  if (!program) throw new UserError('unsupported', l10n.t('The image {0} has no BusyBox that runs by itself.', pulled));
  return { program, from: pulled };
}

export const isCopiedFrom = (image: string) =>
  l10n.t(
    'BusyBox is copied from the image {0} into the container of this shell, and removed with it. Your image is not changed.',
    image,
  );

export const isPulledFirst = (image: string) =>
  l10n.t(
    'The image {0} is pulled, and stays on the engine. BusyBox is copied from it into the container of this shell, and removed with that. Your image is not changed.',
    image,
  );

async function busyBoxHere(engine: Engine, platform: string, signal: AbortSignal): Promise<BusyBox | undefined> {
  for (const from of [pulled, ...others]) {
    const image = await imageIfThere(engine, from, signal);
    const program = image && isSameSystem(image.platform, platform) && (await programOf(engine, from, signal));
    if (program) return { program, from };
  }
  return undefined;
}

async function programOf(engine: Engine, image: string, signal?: AbortSignal): Promise<Buffer | undefined> {
  const program = await unless(readImageFile(engine, image, '/bin/busybox', signal), 'not-found');
  return program && runsByItself(program) ? program : undefined;
}

/** Whether it asks for no loader (PT_INTERP of an ELF file, see elf(5)), which an image without a shell need not have. */
export function runsByItself(program: Buffer): boolean {
  if (program.length < 64 || program.readUInt32BE(0) !== 0x7f454c46) return false;
  const [is64, isLittle] = [program[4] === 2, program[5] === 1];
  const half = (at: number) => (isLittle ? program.readUInt16LE(at) : program.readUInt16BE(at));
  const word = (at: number) => (isLittle ? program.readUInt32LE(at) : program.readUInt32BE(at));
  const long = (at: number) => (isLittle ? program.readBigUInt64LE(at) : program.readBigUInt64BE(at));
  const start = is64 ? Number(long(32)) : word(28);
  const [size, count] = is64 ? [half(54), half(56)] : [half(42), half(44)];
  if (start + size * count > program.length) return false;
  return !Array.from({ length: count }, (_, at) => word(start + at * size)).includes(3);
}

/** Puts it into a container that is not started yet. */
export async function writeBusyBox(engine: Engine, container: string, { program }: BusyBox, signal: AbortSignal) {
  const facts = { owner: 0, group: 0, modifiedAt: Date.now() / 1000 };
  const archive = [
    // Whoever the image's user is: its links are made there when it starts.
    tarHeader({ ...facts, path: folder.slice(1), kind: 'folder', mode: 0o777, size: 0 }),
    tarHeader({ ...facts, path: `${folder.slice(1)}/busybox`, kind: 'file', mode: 0o755, size: program.length }),
    program,
    tarPadding(program.length),
    tarEnd(),
  ];
  await engine.files.write(container, '/', Readable.from(archive, { objectMode: false }), signal);
}

/** What a container of the image starts with, and its PATH: what the image has itself comes first. */
export function busyBoxShell({ environment }: Pick<ImageDetails, 'environment'>) {
  const own = environment.find((entry) => entry.startsWith('PATH='))?.slice('PATH='.length);
  const path = own || '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const start = `${folder}/busybox --install -s ${folder}; exec ${folder}/sh`;
  return { entrypoint: [`${folder}/busybox`, 'sh', '-c', start], path: `PATH=${path}:${folder}` };
}
