// Tells the engine how large a terminal is.
import { isEngineError } from '../../errors.ts';
import type { TerminalSize } from '../process-stream.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';

/**
 * Nobody waits for it: it never rejects. A process that has just ended, or not quite begun, has no terminal to resize; and
 * where the engine is gone the stream of the process tells.
 */
export async function resizeQuietly(connection: Connection, path: string, size: TerminalSize): Promise<void> {
  const query = queryString({ h: size.rows, w: size.columns });
  try {
    await connection.quickly(undefined, (signal) => connection.transport.text({ method: 'POST', path, query }, signal));
  } catch (error) {
    if (!isEngineError(error)) throw error;
  }
}
