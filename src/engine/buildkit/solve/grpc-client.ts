// Calls methods of BuildKit's own API on one connection: the other end of what session/grpc-server.ts is. Only what a build
// needs. Source: github.com/grpc/grpc, doc/PROTOCOL-HTTP2.md.
import { connect, type IncomingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';
import { frame, frameReader } from '../session/grpc-frames.ts';
import { GrpcError, grpcStatus } from '../session/grpc-server.ts';

export interface GrpcClient {
  /**
   * Sends one message; `onMessage` gets each that comes back. Resolves at the end; rejects with GrpcError, or with the
   * reason of `signal`, and the call is over at the other end, too.
   */
  call(path: string, message: Uint8Array, onMessage: (message: Buffer) => void, signal?: AbortSignal): Promise<void>;
  /** Ends all calls and the connection. */
  close(): void;
}

/** Owns the connection from now on. */
export function grpcClient(connection: Duplex): GrpcClient {
  const session = connect('http://buildkit', { createConnection: () => connection });
  // Each call says itself that the connection broke.
  session.on('error', () => {});
  return {
    call: (path, message, onMessage, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const stream = session.request({
          ':method': 'POST',
          ':path': path,
          'content-type': 'application/grpc',
          te: 'trailers',
        });
        let failure: unknown = new GrpcError(grpcStatus.unavailable, 'The connection to the builder ended.');
        let isDone = false;
        const take = frameReader(onMessage);
        /** At the end of all, or at once where there is nothing but a status. */
        const takeStatus = (headers: IncomingHttpHeaders) => {
          const status = headers['grpc-status'];
          if (status === undefined) return;
          isDone = status === '0';
          failure = new GrpcError(Number(status), decoded(String(headers['grpc-message'] ?? '')));
        };
        const abort = () => stream.close();
        signal?.addEventListener('abort', abort, { once: true });
        stream.on('response', takeStatus).on('trailers', takeStatus);
        stream.on('data', (piece: Buffer) => {
          try {
            take(piece);
          } catch (error) {
            failure = error;
            stream.close();
          }
        });
        // What is known of the end by then is what is told.
        stream.on('error', () => {});
        stream.once('close', () => {
          signal?.removeEventListener('abort', abort);
          if (signal?.aborted) reject(signal.reason);
          else if (isDone) resolve();
          else reject(failure);
        });
        stream.end(frame(message));
      }),
    close: () => {
      session.destroy();
      connection.destroy();
    },
  };
}

function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    // A percent sign of the message itself, from a server that does not escape.
    return message;
  }
}
