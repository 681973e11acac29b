// Collects packets to large pieces before they are written: each write has a price of its own.
import type { ContextEntry } from '../../../build-context/walk.ts';
import type { GrpcCall } from './grpc-server.ts';
import { dataPacketHeader, entriesEndPacket, entryPacketSize, finishedPacket, putEntryPacket } from './sync-packets.ts';

export interface PacketOutbox {
  putEntry(entry: ContextEntry, hardLink: string | undefined): void;
  putEntriesEnd(): void;
  /** Resolves when there is room for more. `content` may be used again then. */
  putData(entry: number, content: Buffer): Promise<void>;
  putDataEnd(entry: number): Promise<void>;
  putFinished(): void;
  /** What was put goes on its way with the next turn of the event loop in any case. */
  flush(): void;
  room(): Promise<void>;
}

const pieceSize = 256 * 1024;

export function createPacketOutbox(call: GrpcCall): PacketOutbox {
  let piece = Buffer.allocUnsafe(pieceSize);
  let at = 0;
  let full: Promise<void> | undefined;
  let flushing = false;

  function flush(): void {
    if (at === 0) return;
    const written = call.write(piece.subarray(0, at));
    full = written?.then(() => {
      full = undefined;
    });
    // The one that was written belongs to the connection now.
    piece = at > pieceSize / 2 ? Buffer.allocUnsafe(pieceSize) : piece.subarray(at);
    at = 0;
  }

  function makeRoom(size: number): void {
    if (at + size > piece.length) flush();
    if (size > piece.length) piece = Buffer.allocUnsafe(Math.max(size, pieceSize));
    if (flushing) return;
    flushing = true;
    setImmediate(() => {
      flushing = false;
      flush();
    });
  }

  function put(bytes: Buffer): void {
    makeRoom(bytes.length);
    at += bytes.copy(piece, at);
  }

  return {
    putEntry: (entry, hardLink) => {
      makeRoom(entryPacketSize(entry, hardLink));
      at = putEntryPacket(piece, at, entry, hardLink);
    },
    putEntriesEnd: () => put(entriesEndPacket()),
    putData: async (entry, content) => {
      put(Buffer.concat([dataPacketHeader(entry, content.length), content]));
      await full;
    },
    putDataEnd: async (entry) => {
      put(dataPacketHeader(entry, 0));
      await full;
    },
    putFinished: () => {
      put(finishedPacket());
      flush();
    },
    flush,
    room: async () => {
      await full;
    },
  };
}
