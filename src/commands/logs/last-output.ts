// What a container said that removes itself at its end (`--rm`), and its log with it: kept here, so that what is offered of it
// is still there when somebody wants to read it.
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import { isKnownFailure } from '../../user-error.ts';
import { withoutControlSequences } from '../text/control-sequences.ts';
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

/** Such lines are for a page, for people: of a line that no screen holds the beginning says enough. */
const shortened = (line: string) =>
  line.length > 2000 ? l10n.t('{0} [truncated: see the log for the whole line]', line.slice(0, 2000)) : line;

/** The last 30 lines of a container's log; or why it cannot be read, if its log driver keeps none here. */
export async function lastLinesOf(engine: Engine, id: string, signal?: AbortSignal): Promise<string[] | string> {
  const heap = newestLines(20_000);
  const lines = splitLogLines(heap.add);
  try {
    await engine.containers.readLogs(id, { tail: 30 }, lines.add, signal);
  } catch (error) {
    if (isKnownFailure(error, 'unsupported')) return error.message;
    throw error;
  }
  lines.end();
  return heap.lines().map(({ text }) => shortened(withoutControlSequences(text)));
}
