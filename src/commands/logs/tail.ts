// The last lines of a container's log, as they come: for a page that shows no more than those.

import * as l10n from '@vscode/l10n';
import { type Clock, realClock } from '../../clock.ts';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../user-error.ts';
import { type LogLine, splitLogLines } from './log-lines.ts';
import { logPosition, readTimes } from './log-position.ts';
import { followUnlessDead, hasSaidMore } from './unheard.ts';

/** Of a longer line no page shows more. */
const longestLine = 4000;

/** Until the container ends, or `signal` is aborted. Rejects with `connection-lost` if only this connection is dead, too. */
export async function followTail(
  engine: Engine,
  id: string,
  tail: number,
  onLines: (lines: readonly LogLine[]) => void,
  signal: AbortSignal,
  clock: Clock = realClock,
): Promise<void> {
  let read: LogLine[] = [];
  const position = logPosition();
  const take = ({ at, ...line }: LogLine & { readonly at: string }) => {
    position.passes(at);
    read.push(line);
  };
  const lines = splitLogLines(readTimes(take), longestLine);
  const hand = () => {
    if (read.length > 0) onLines(read);
    read = [];
  };
  const { startedAt } = await engine.containers.inspect(id, signal);
  const isDead = await followUnlessDead(
    { clock, hasMore: (asking) => hasSaidMore(engine, { id, startedAt }, position, asking) },
    (following, heard) =>
      engine.containers.followLogs(
        id,
        { tail, timestamps: true },
        (text, from) => {
          heard();
          lines.add(text, from);
          hand();
        },
        following,
      ),
    signal,
  );
  if (isDead) throw new UserError('connection-lost', logLost);
  lines.end();
  hand();
}

export const logLost = l10n.t('The connection of this log was lost.');
