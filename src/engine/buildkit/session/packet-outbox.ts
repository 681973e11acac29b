// Collects packets to large pieces before they are written: each write has a price of its own.
import type { ContextEntry } from '../../../build-context/walk.ts';
import type { GrpcCall } from './grpc-server.ts';
import {
  dataHeaderSize,
  entriesEndPacket,
  entryPacketSize,
  finishedPacket,
  putDataHeader,
  putEntryPacket,
} from './sync-packets.ts';

export interface PacketOutbox {
  putEntry(entry: ContextEntry, hardLink: string | undefined): void;
  putEntriesEnd(): void;
  /** Calls `fill` for where `length` bytes of an entry's content go; if it throws, nothing was put. */
  putData(entry: number, length: number, fill: (bytes: Buffer) => void): void;
  /** The entry's content is whole. */
  putDataEnd(entry: number): void;
  putFinished(): void;
  /** What was put goes on its way with the next turn of the event loop in any case. */
  flush(): void;
  /** Resolves when more may be put; undefined: now. */
  room(): Promise<void> | undefined;
}

/** Bytes; more than the longest path or piece of content takes. */
const pieceSize = 256 * 1024;

interface Piece {
  readonly bytes: Buffer;
  /** Under way. */
  writes: number;
}

function newPiece(): Piece {
  return { bytes: Buffer.allocUnsafeSlow(pieceSize), writes: 0 };
}

export function createPacketOutbox(call: GrpcCall): PacketOutbox {
  let piece = newPiece();
  /** What is in the piece and not written yet. */
  let begin = 0;
  let at = 0;
  /** Used again: the memory of a buffer is given back late, and at a price. */
  const free: Piece[] = [];
  let full: Promise<void> | undefined;
  let flushing = false;

  function flush(): void {
    if (at === begin) return;
    const { bytes } = piece;
    const written = piece;
    written.writes++;
    full = call
      .write(bytes.subarray(begin, at), () => {
        if (--written.writes === 0 && written !== piece) free.push(written);
      })
      ?.then(() => {
        full = undefined;
      });
    begin = at;
  }

  function makeRoom(size: number): void {
    if (at + size > pieceSize) {
      flush();
      piece = free.pop() ?? newPiece();
      begin = 0;
      at = 0;
    }
    if (flushing) return;
    flushing = true;
    setImmediate(() => {
      flushing = false;
      flush();
    });
  }

  function put(bytes: Buffer): void {
    makeRoom(bytes.length);
    at += bytes.copy(piece.bytes, at);
  }

  return {
    putEntry: (entry, hardLink) => {
      makeRoom(entryPacketSize(entry, hardLink));
      at = putEntryPacket(piece.bytes, at, entry, hardLink);
    },
    putEntriesEnd: () => put(entriesEndPacket()),
    putData: (entry, length, fill) => {
      makeRoom(dataHeaderSize + length);
      const content = putDataHeader(piece.bytes, at, entry, length);
      fill(piece.bytes.subarray(content, content + length));
      at = content + length;
    },
    putDataEnd: (entry) => {
      makeRoom(dataHeaderSize);
      at = putDataHeader(piece.bytes, at, entry, 0);
    },
    putFinished: () => {
      put(finishedPacket());
      flush();
    },
    flush,
    room: () => full,
  };
}
