// Sends entries of a folder and the contents that the engine asks for, at the engine's pace: what is read ahead is
// bounded, and many small packets travel as one piece.
// Protocol: github.com/tonistiigi/fsutil, send.go. Every entry is told in order; the engine asks meanwhile for the
// content of those that it lacks, by number, and says at the end that it has everything.
import { type ContextEntry, pause } from '../../../build-context/walk.ts';
import type { GrpcCall } from './grpc-server.ts';
import { GrpcError, grpcStatus } from './grpc-server.ts';
import { createPacketOutbox } from './packet-outbox.ts';
import { readExactly } from './read-exactly.ts';
import { decodePacket } from './sync-packets.ts';

export interface SyncProgress {
  /** Sent until now; links and folders have no content to send. */
  readonly files: number;
  /** Bytes of content. */
  readonly bytes: number;
  /** What the engine was told of: files and links. */
  readonly seen: { readonly files: number; readonly bytes: number };
  /** Whether that was all. */
  readonly complete: boolean;
}

/** Files that are read at the same time. */
const mostReads = 8;
/** Milliseconds that the walk may keep others waiting. */
const slice = 8;

/** Resolves when the engine has all. Rejects with BuildContextError, GrpcError or the reason of the call's end. */
export async function sendEntries(
  call: GrpcCall,
  entries: Iterable<ContextEntry | undefined>,
  onProgress: (progress: SyncProgress) => void = () => {},
): Promise<void> {
  const outbox = createPacketOutbox(call);
  /** By number; only of files. */
  const files: (Pick<ContextEntry, 'absolutePath' | 'size'> | undefined)[] = [];
  const asked: number[] = [];
  const sent = { files: 0, bytes: 0 };
  const seen = { files: 0, bytes: 0 };
  const tell = (complete: boolean) => onProgress({ ...sent, seen: { ...seen }, complete });
  let reads = 0;

  const finished = new Promise<void>((resolve, reject) => {
    call.signal.addEventListener('abort', () => reject(call.signal.reason), { once: true });
    const readMore = () => {
      while (reads < mostReads && asked.length > 0) {
        reads++;
        sendFile(asked.shift() ?? 0).then(() => {
          reads--;
          readMore();
        }, reject);
      }
    };
    call.listen((message) => {
      const packet = decodePacket(message);
      if (packet?.kind === 'request') {
        asked.push(packet.entry);
        readMore();
      } else if (packet?.kind === 'finished') resolve();
      else if (packet?.kind === 'error') reject(new GrpcError(grpcStatus.unknown, packet.message));
    });
  });

  async function sendFile(number: number): Promise<void> {
    const file = files[number];
    if (file === undefined) throw new GrpcError(grpcStatus.unknown, `Entry ${number} has no content.`);
    for await (const piece of readExactly(file.absolutePath, file.size, call.signal)) {
      sent.bytes += piece.length;
      await outbox.putData(number, piece);
      tell(false);
    }
    sent.files++;
    await outbox.putDataEnd(number);
    tell(false);
  }

  async function tellEntries(): Promise<void> {
    /** What several names have in common → the first of them. */
    const firstNames = new Map<string, string>();
    let begun = performance.now();
    for (const entry of entries) {
      if (entry !== undefined) {
        const { sharedFile } = entry;
        const hardLink = sharedFile === undefined ? undefined : firstNames.get(sharedFile);
        if (sharedFile !== undefined && hardLink === undefined) firstNames.set(sharedFile, entry.path);
        files.push(entry.kind === 'file' ? { absolutePath: entry.absolutePath, size: entry.size } : undefined);
        if (entry.kind !== 'folder') seen.files++;
        seen.bytes += entry.size;
        outbox.putEntry(entry, hardLink);
      }
      if (performance.now() - begun < slice) continue;
      outbox.flush();
      tell(false);
      await Promise.all([outbox.room(), pause()]);
      call.signal.throwIfAborted();
      begun = performance.now();
    }
    outbox.putEntriesEnd();
  }

  // Whichever fails first is what is told; the other must not fail unheard.
  await Promise.all([tellEntries(), finished]);
  outbox.putFinished();
  tell(true);
}
