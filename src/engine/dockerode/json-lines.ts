// A body of JSON values, one a line, as events, pulls and builds come. Chunks split lines and characters anywhere.
import type { IncomingMessage } from 'node:http';
import type { Transport } from './transport.ts';

/** Calls `onValue` for each line, with its text; resolves at the end of the body. Broken connections reject, as an EngineError. */
export async function readJsonLines(
  response: IncomingMessage,
  transport: Transport,
  signal: AbortSignal | undefined,
  onValue: (value: Record<string, unknown>, line: string) => void,
): Promise<void> {
  let rest = '';
  const take = (line: string) => {
    if (line.trim() !== '') onValue(JSON.parse(line), line);
  };
  response.setEncoding('utf8');
  try {
    for await (const chunk of response) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    }
    take(rest);
  } catch (error) {
    throw signal?.aborted ? signal.reason : transport.streamError(error);
  }
}
