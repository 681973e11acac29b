// The packets of BuildKit's file transfer, each in its gRPC frame. Pure.
// Source: github.com/tonistiigi/fsutil, types/wire.proto and types/stat.proto.
import type { ContextEntry } from '../../../build-context/walk.ts';
import { readProtobuf } from '../protobuf.ts';
import { putVarint, varintLength } from '../protobuf-writer.ts';
import { frameHeaderSize, putFrameHeader } from './grpc-frames.ts';

/** What the engine sends: asks for the content of the entry of that number, says that it has all, or what went wrong. */
export type ReceivedPacket =
  | { readonly kind: 'request'; readonly entry: number }
  | { readonly kind: 'finished' }
  | { readonly kind: 'error'; readonly message: string };

const type = { request: 1, data: 2, finished: 3, error: 4 } as const;

/** undefined: of a kind that a sender has no use for. */
export function decodePacket(bytes: Uint8Array): ReceivedPacket | undefined {
  let kind = 0;
  let entry = 0;
  let data: Uint8Array = new Uint8Array();
  for (const { number, value } of readProtobuf(bytes)) {
    if (number === 1 && typeof value === 'number') kind = value;
    else if (number === 3 && typeof value === 'number') entry = value;
    else if (number === 4 && typeof value !== 'number') data = value;
  }
  switch (kind) {
    case type.request:
      return { kind: 'request', entry };
    case type.finished:
      return { kind: 'finished' };
    case type.error:
      return { kind: 'error', message: Buffer.from(data).toString('utf8') };
    default:
      return undefined;
  }
}

/** Go's os.FileMode, not the system's. */
const goMode = { folder: 2 ** 31, link: 2 ** 27, file: 0 } as const;
const specialBits = [
  [0o4000, 2 ** 23],
  [0o2000, 2 ** 22],
  [0o1000, 2 ** 20],
] as const;

function modeOf({ kind, mode }: ContextEntry): number {
  const special = specialBits.reduce((sum, [bit, goBit]) => sum + (mode & bit ? goBit : 0), 0);
  return goMode[kind] + special + (mode & 0o777);
}

/** More than all numbers and tags of a packet take. */
const numbersSize = 64;

/** Room that an entry's packet takes at most. */
export function entryPacketSize({ path, linkTarget = '' }: ContextEntry, hardLink = ''): number {
  return frameHeaderSize + numbersSize + 3 * (path.length + linkTarget.length + hardLink.length);
}

/**
 * Tells of an entry; its number is how many were told before. Everything belongs to root. `hardLink`: path of an entry
 * before that is the same file. Answers where the next byte goes.
 */
export function putEntryPacket(bytes: Buffer, at: number, entry: ContextEntry, hardLink = ''): number {
  const link = entry.linkTarget ?? hardLink;
  // As the engine finds the size in its own copy: of a link that of its text, of a further name none.
  const size = entry.kind === 'link' ? Buffer.byteLength(link) : hardLink === '' ? entry.size : 0;
  const pathLength = Buffer.byteLength(entry.path);
  const linkLength = Buffer.byteLength(link);
  // The message stands in another, whose lengths come first: written behind the room that they take at most.
  const begin = at + frameHeaderSize + 10;
  let next = begin;
  bytes[next++] = 0x0a;
  next = putVarint(bytes, next, pathLength);
  next += bytes.write(entry.path, next);
  bytes[next++] = 0x10;
  next = putVarint(bytes, next, modeOf(entry));
  if (size > 0) {
    bytes[next++] = 0x28;
    next = putVarint(bytes, next, size);
  }
  bytes[next++] = 0x30;
  next = putVarint(bytes, next, entry.modifiedAtNs);
  if (linkLength > 0) {
    bytes[next++] = 0x3a;
    next = putVarint(bytes, next, linkLength);
    next += bytes.write(link, next);
  }
  const length = next - begin;
  const message = 1 + varintLength(length) + length;
  putFrameHeader(bytes, at, message);
  bytes[at + frameHeaderSize] = 0x12;
  const inner = putVarint(bytes, at + frameHeaderSize + 1, length);
  bytes.copyWithin(inner, begin, next);
  return inner + length;
}

/** Says that there are no more entries. */
export function entriesEndPacket(): Buffer {
  return framed(Buffer.alloc(0));
}

export function finishedPacket(): Buffer {
  return framed(Buffer.from([0x08, type.finished]));
}

/** Room that `putDataHeader` takes at most. */
export const dataHeaderSize = frameHeaderSize + 24;

/** What stands before `length` bytes of an entry's content; 0 says that it ends. Answers where the next byte goes. */
export function putDataHeader(bytes: Buffer, at: number, entry: number, length: number): number {
  let next = at + frameHeaderSize;
  bytes[next++] = 0x08;
  bytes[next++] = type.data;
  if (entry > 0) {
    bytes[next++] = 0x18;
    next = putVarint(bytes, next, entry);
  }
  if (length > 0) {
    bytes[next++] = 0x22;
    next = putVarint(bytes, next, length);
  }
  putFrameHeader(bytes, at, next - at - frameHeaderSize + length);
  return next;
}

function framed(message: Buffer): Buffer {
  const header = Buffer.alloc(frameHeaderSize);
  putFrameHeader(header, 0, message.length);
  return Buffer.concat([header, message]);
}
