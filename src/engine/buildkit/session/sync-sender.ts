// Sends entries of a folder and the contents that the engine asks for, at the engine's pace: what is read ahead is
// bounded, and many small packets travel as one piece.
// Protocol: github.com/tonistiigi/fsutil, send.go. Every entry is told in order; the engine asks meanwhile for the
// content of those that it lacks, by number, and says at the end that it has everything.
import { type ContextEntry, pause, slice } from '../../../build-context/walk.ts';
import { createContentSender, type FileToSend } from './content-sender.ts';
import { type GrpcCall, GrpcError, grpcStatus } from './grpc-server.ts';
import { createPacketOutbox } from './packet-outbox.ts';
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

const filesBetweenNews = 50;

/** Resolves when the engine has all. Rejects with BuildContextError, GrpcError or the reason of the call's end. */
export async function sendEntries(
  call: GrpcCall,
  entries: Iterable<ContextEntry | undefined>,
  onProgress: (progress: SyncProgress) => void = () => {},
): Promise<void> {
  const outbox = createPacketOutbox(call);
  /** By number; only of files. */
  const files: (FileToSend | undefined)[] = [];
  const sent = { files: 0, bytes: 0 };
  const seen = { files: 0, bytes: 0 };
  const tell = (complete: boolean) => onProgress({ ...sent, seen: { ...seen }, complete });

  const finished = new Promise<void>((resolve, reject) => {
    call.signal.addEventListener('abort', () => reject(call.signal.reason), { once: true });
    const onSent = (bytes: number, isWhole: boolean) => {
      sent.bytes += bytes;
      if (isWhole) sent.files++;
      if (!isWhole || sent.files % filesBetweenNews === 0) tell(false);
    };
    const send = createContentSender(outbox, onSent, reject, call.signal);
    call.listen((message) => {
      const packet = decodePacket(message);
      if (packet?.kind === 'request') {
        const file = files[packet.entry];
        if (file) send(packet.entry, file);
        else reject(new GrpcError(grpcStatus.unknown, `Entry ${packet.entry} has no content.`));
      } else if (packet?.kind === 'finished') resolve();
      else if (packet?.kind === 'error') reject(new GrpcError(grpcStatus.unknown, packet.message));
    });
  });

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
