// The last lines of a container's log, as they come: for a page that shows no more than those.
import type { Engine } from '../../engine/engine.ts';
import { type LogLine, splitLogLines } from './log-lines.ts';

/** Of a longer line no page shows more. */
const longestLine = 4000;

/** Until the container ends, or `signal` is aborted. */
export async function followTail(
  engine: Engine,
  id: string,
  tail: number,
  onLines: (lines: readonly LogLine[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let read: LogLine[] = [];
  const lines = splitLogLines((line) => read.push(line), longestLine);
  const hand = () => {
    if (read.length > 0) onLines(read);
    read = [];
  };
  await engine.containers.followLogs(
    id,
    { tail },
    (text, from) => {
      lines.add(text, from);
      hand();
    },
    signal,
  );
  lines.end();
  hand();
}
