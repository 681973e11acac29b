// A child's standard input and output as one stream with the socket's methods that node:http calls.
import type { ChildProcess } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { EngineError } from '../../errors.ts';
import type { Dialling, QueuedDial } from './dial-queue.ts';

/** How the child ended. */
export interface ProcessFailure {
  /** null: by a signal. */
  readonly exitCode: number | null;
  /** The beginning and the end of what it wrote on standard error. */
  readonly complaint: string;
  /** Whether it could not even be started. */
  readonly isMissing?: boolean;
}

export const missingProgram: ProcessFailure = { exitCode: null, complaint: '', isMissing: true };

export interface ProcessSocketParts {
  /** Starts the child, now or later; undefined: there is no such program. */
  start(begin: (child: ChildProcess | undefined) => Dialling): QueuedDial;
  explain(failure: ProcessFailure): EngineError;
  /** Another connection for what was written so far, when the child ended before it answered anything. */
  instead(failure: ProcessFailure): Promise<Duplex> | undefined;
  /** The child itself has answered. */
  onFirstByte(): void;
}

export type ProcessSocket = Duplex & { readonly bytesRead: number };

/** More than this of what is written before the first answer, in bytes, cannot be written again elsewhere. */
const mostRemembered = 65_536;

/** What carries the bytes at the moment. */
interface Carrier {
  readonly input: NodeJS.WritableStream;
  readonly output: NodeJS.ReadableStream;
  end(): void;
}

export function createProcessSocket({ start, explain, instead, onFirstByte }: ProcessSocketParts): ProcessSocket {
  let carrier: Carrier | undefined;
  /** Written before there was a carrier, or before it answered. */
  let unanswered: Buffer[] | undefined = [];
  let hasEnded = false;
  let isReplaced = false;
  let bytesRead = 0;
  let settled = () => {};
  /** The write that waits for a carrier. */
  let carryOn: (() => void) | undefined;

  const remember = (chunk: Buffer) => {
    if (!unanswered) return;
    unanswered.push(chunk);
    if (unanswered.reduce((sum, { length }) => sum + length, 0) > mostRemembered) unanswered = undefined;
  };
  const socket = new Duplex({
    allowHalfOpen: true,
    read: () => void carrier?.output.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      remember(chunk);
      // A process that is ending takes no input any more: its exit says why, and says it better.
      const send = () => void carrier?.input.write(chunk, () => done());
      if (carrier) send();
      else carryOn = send;
    },
    final: (done) => {
      hasEnded = true;
      const send = () => {
        carrier?.input.end();
        done();
      };
      if (carrier) send();
      else carryOn = send;
    },
    destroy: (error, done) => {
      queued.cancel();
      carrier?.end();
      settled();
      done(error);
    },
  });

  function carryBy(next: Carrier): void {
    carrier = next;
    next.output.on('data', (chunk: Buffer) => {
      if (bytesRead === 0) {
        unanswered = undefined;
        settled();
        if (!isReplaced) onFirstByte();
      }
      bytesRead += chunk.length;
      if (!socket.push(chunk)) next.output.pause();
    });
    // Answered by the end, as above.
    next.input.on('error', () => {});
    carryOn?.();
    carryOn = undefined;
  }

  function over(failure: ProcessFailure): void {
    settled();
    if (socket.destroyed) return;
    const other = bytesRead === 0 && unanswered ? instead(failure) : undefined;
    if (other) other.then(replace, (error) => void socket.destroy(error));
    else if (failure.exitCode === 0) socket.push(null);
    else socket.destroy(explain(failure));
  }

  function replace(other: Duplex): void {
    if (socket.destroyed) return void other.destroy();
    isReplaced = true;
    other.once('end', () => socket.push(null));
    other.once('error', (error) => void socket.destroy(error));
    other.once('close', () => void socket.destroy());
    const again = unanswered ?? [];
    carryBy({ input: other, output: other, end: () => void other.destroy() });
    for (const chunk of again) other.write(chunk);
    if (hasEnded) other.end();
  }

  const queued = start((child) => {
    if (!child) {
      // Not before whoever opens it has begun to listen.
      setImmediate(() => over(missingProgram));
      return { onSettled: (callback) => callback() };
    }
    const { stdin, stdout, stderr } = child;
    if (!stdin || !stdout || !stderr) throw new Error('The child process has no pipes.');
    const complaint = rememberEnds(stderr);
    child.on('error', (error) => {
      if (child.pid === undefined) over({ exitCode: null, complaint: error.message });
    });
    // 'close' and not 'exit': only then the complaint is whole.
    child.on('close', (exitCode) => over({ exitCode, complaint: complaint() }));
    carryBy({
      input: stdin,
      output: stdout,
      end: () => {
        // `docker system dial-stdio` obeys the end of its input, not always a signal; ssh obeys the signal.
        stdin.destroy();
        child.kill();
      },
    });
    return {
      onSettled: (callback) => {
        settled = callback;
      },
    };
  });

  const self = () => socket;
  const methods = { setKeepAlive: self, setNoDelay: self, setTimeout: self, ref: self, unref: self };
  Object.defineProperty(socket, 'bytesRead', { get: () => bytesRead });
  return Object.assign(socket, methods) as unknown as ProcessSocket;
}

/** Characters: a banner may be long, and a changed host key is announced at the front and explained at the end. */
const longestFront = 2000;
const longestBack = 2000;

/** Answers what was written so far, without its middle if it is very long. */
export function rememberEnds(stream: NodeJS.ReadableStream): () => string {
  let front = '';
  let back = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const room = longestFront - front.length;
    front += text.slice(0, room);
    back = (back + text.slice(room)).slice(-longestBack);
  });
  return () => front + back;
}
