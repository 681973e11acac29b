// Sends the contents that the engine asks for. Small files are read at once, in slices of time, which is several times
// cheaper than waiting for each; large ones, and all while the disk is slow, are read side by side.
import { type ContextEntry, pause, slice } from '../../../build-context/walk.ts';
import type { PacketOutbox } from './packet-outbox.ts';
import { readExactly, readSmallFile } from './read-exactly.ts';

export type FileToSend = Pick<ContextEntry, 'absolutePath' | 'size'>;

/** Bytes. */
const smallFile = 64 * 1024;
/** Files that are read side by side. */
const mostReads = 8;
/** Milliseconds: a small file that takes longer shows that the disk, or what stands in for it, is slow. */
const slowRead = 4;
/** Milliseconds for which a disk is taken for slow then. */
const slowFor = 500;

/**
 * Answers what takes requests. `onFailure` gets the first BuildContextError, or the reason of `signal`; nothing is sent
 * after it. `onSent`: of how many bytes of content; `isWhole`: they were the file's last.
 */
export function createContentSender(
  outbox: PacketOutbox,
  onSent: (bytes: number, isWhole: boolean) => void,
  onFailure: (error: unknown) => void,
  signal: AbortSignal,
): (number: number, file: FileToSend) => void {
  let asked: { readonly number: number; readonly file: FileToSend }[] = [];
  let working = false;
  let slowUntil = 0;
  const reads = new Set<Promise<void>>();

  function sendAtOnce(number: number, { absolutePath, size }: FileToSend): void {
    const begun = performance.now();
    if (size > 0) outbox.putData(number, size, (bytes) => readSmallFile(absolutePath, bytes));
    outbox.putDataEnd(number);
    onSent(size, true);
    const now = performance.now();
    if (now - begun > slowRead) slowUntil = now + slowFor;
  }

  async function sendInPieces(number: number, { absolutePath, size }: FileToSend): Promise<void> {
    for await (const piece of readExactly(absolutePath, size, signal)) {
      outbox.putData(number, piece.length, (bytes) => void piece.copy(bytes));
      onSent(piece.length, false);
      await outbox.room();
    }
    outbox.putDataEnd(number);
    onSent(0, true);
  }

  async function work(): Promise<void> {
    let begun = performance.now();
    while (asked.length > 0) {
      const round = asked;
      asked = [];
      for (const { number, file } of round) {
        signal.throwIfAborted();
        await outbox.room();
        if (file.size > smallFile || performance.now() < slowUntil) {
          const read: Promise<void> = sendInPieces(number, file).finally(() => reads.delete(read));
          reads.add(read);
          // Its failure is told in any case, even if nobody is waiting for it below.
          read.catch(onFailure);
          if (reads.size >= mostReads) await Promise.race(reads);
        } else sendAtOnce(number, file);
        if (performance.now() - begun < slice) continue;
        outbox.flush();
        await pause();
        begun = performance.now();
      }
    }
    // Here, before anything else can be asked for.
    working = false;
  }

  return (number, file) => {
    asked.push({ number, file });
    if (working) return;
    working = true;
    work().catch(onFailure);
  };
}
