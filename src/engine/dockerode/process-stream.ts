// ProcessStream over a raw connection: output decoded and kept until somebody listens, the end told once and after all
// output. Knows neither attach nor exec: how it ended, and how to leave, is passed in.
import type { Duplex } from 'node:stream';
import type { OutputListener, ProcessEnd, ProcessInput, ProcessStream } from '../process-stream.ts';
import { framedOutput, type OutputPiece, rawOutput } from './output-frames.ts';

export interface ProcessStreamParts {
  readonly socket: Duplex;
  readonly tty: boolean;
  readonly input: ProcessInput;
  readonly detachKeys?: string;
  write(text: string): void;
  endInput?(): void;
  resize(columns: number, rows: number): Promise<void>;
  /** Asked once the connection has ended, `typed` being the end of what was written to it. */
  outcome(typed: string): Promise<ProcessEnd>;
  /** Does what must be done before the connection is cut from our side. */
  leave(): Promise<void>;
}

/** Characters of the input that are remembered: enough for detach keys. */
const rememberedInput = 100;

export function createProcessStream(parts: ProcessStreamParts): ProcessStream {
  const { socket, tty, input, detachKeys, resize, outcome, leave } = parts;
  const decoder = tty ? rawOutput() : framedOutput();
  const listeners: OutputListener[] = [];
  let unheard: OutputPiece[] = [];
  let typed = '';

  const hand = (pieces: OutputPiece[]) => {
    if (listeners.length === 0) unheard.push(...pieces);
    for (const { text, from } of pieces) for (const listener of listeners) waitFor(listener(text, from));
  };
  let waits = 0;
  const waitFor = (listening: undefined | Promise<void>) => {
    if (!listening) return;
    if (waits++ === 0) socket.pause();
    void listening.finally(() => {
      if (--waits === 0) socket.resume();
    });
  };
  socket.on('data', (chunk: Buffer) => hand(decoder.decode(chunk)));

  const ended = new Promise<void>((resolve) => {
    // After a broken connection there is no 'end', and 'close' always comes.
    socket.once('end', resolve);
    socket.once('close', () => resolve());
  }).then(async (): Promise<ProcessEnd> => {
    hand(decoder.end());
    try {
      return await outcome(typed);
    } catch {
      // The contract: never rejects. That nothing can be learnt is the meaning of `lost`.
      return { how: 'lost' };
    } finally {
      socket.destroy();
    }
  });

  return {
    tty,
    input,
    detachKeys,
    onOutput: (listener) => {
      listeners.push(listener);
      for (const { text, from } of unheard) waitFor(listener(text, from));
      unheard = [];
    },
    write: (text) => {
      typed = (typed + text).slice(-rememberedInput);
      parts.write(text);
    },
    endInput: () => parts.endInput?.(),
    resize: async (columns, rows) => {
      if (tty) await resize(columns, rows);
    },
    close: async () => {
      await leave();
      socket.destroy();
      await ended;
    },
    ended,
  };
}
