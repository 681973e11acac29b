// A body of JSON values, one a line, as events, pulls and builds come. Chunks split lines and characters anywhere.

import type { IncomingMessage } from 'node:http';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { Transport } from './transport.ts';

/** What is wrong with an answer. */
export const lineSentences = {
  tooLong: () => l10n.t('a line that is too long'),
  noJson: () => l10n.t('a line that is not JSON'),
  unreadable: (what: string) =>
    l10n.t('The engine’s answer contains {0}. A proxy or another program may be answering instead.', what),
};

/** Characters; the longest that engines send are steps of a build with their logs, of some hundred kilobytes. */
const longestLine = 16 * 1024 * 1024;

/** Calls `onValue` for each line, with its text; resolves at the end of the body. Broken connections reject, as an EngineError. */
export async function readJsonLines(
  response: IncomingMessage,
  transport: Transport,
  signal: AbortSignal | undefined,
  onValue: (value: Record<string, unknown>, line: string) => void,
): Promise<void> {
  let rest = '';
  const take = (line: string) => {
    if (line.trim() === '') return;
    const value = parsed(line);
    if (typeof value === 'object' && value !== null) onValue(value as Record<string, unknown>, line);
  };
  response.setEncoding('utf8');
  try {
    for await (const chunk of response) {
      // Only what is new is searched: a line in many chunks costs its length, not the square of it.
      const [more = '', ...begun] = String(chunk).split('\n');
      rest += more;
      for (const line of begun) {
        take(rest);
        rest = line;
      }
      if (rest.length > longestLine) throw unreadable(lineSentences.tooLong());
    }
    take(rest);
  } catch (error) {
    throw signal?.aborted ? signal.reason : transport.streamError(error);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw unreadable(lineSentences.noJson());
  }
}

function unreadable(what: string): EngineError {
  return new EngineError('failed', lineSentences.unreadable(what));
}
