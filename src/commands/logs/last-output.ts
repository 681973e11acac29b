// What a container said that removes itself at its end (`--rm`), and its log with it: kept here, so that what is offered of it
// is still there when somebody wants to read it.
import type { Engine } from '../../engine/engine.ts';
import { logDocument } from './container-logs.ts';
import { newestLines, splitLogLines } from './log-lines.ts';

/** Characters that are kept of each such container, and of a line of it. */
const limit = 500_000;
const longestLine = 100_000;

export interface LastOutput {
  /** undefined: it has not ended yet, or how is not known. */
  exitCode(): number | undefined;
  /** As a log is shown in a document. */
  document(): string;
}

/** Starts a container that was created, joined to it from the first byte on. Rejects as `start` does. */
export async function startKeepingOutput(engine: Engine, id: string, signal?: AbortSignal): Promise<LastOutput> {
  const process = await engine.containers.startAttached(id, undefined, signal);
  const heap = newestLines(limit);
  const lines = splitLogLines(heap.add, longestLine);
  let exitCode: number | undefined;
  process.onOutput((text, from) => void lines.add(text, from));
  process.ended.then((end) => {
    exitCode = end.exitCode;
    lines.end();
  });
  return { exitCode: () => exitCode, document: () => logDocument(heap.lines(), heap.dropped()) };
}
