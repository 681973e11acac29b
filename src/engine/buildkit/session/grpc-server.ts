// A gRPC server on one connection: BuildKit calls the client of a build back over the connection that the client opened.
// Only what such a session needs. Source: github.com/grpc/grpc, doc/PROTOCOL-HTTP2.md.
import { type Http2Session, performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import type { Duplex } from 'node:stream';
import { frame, frameReader } from './grpc-frames.ts';

/** As github.com/grpc/grpc, doc/statuscodes.md numbers them. */
export const grpcStatus = { unknown: 2, notFound: 5, unimplemented: 12, unavailable: 14 } as const;

/** What a method answers instead of a result. The engine shows `message` to whoever sees the build. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface GrpcCall {
  /** All values of a header (in lower case), in the order in which they came. */
  metadata(name: string): string[];
  /** Messages as they come, and then the end of them. To be called before the method first waits. */
  listen(onMessage: (message: Buffer) => void, onEnd?: () => void): void;
  /**
   * Frames, whole or in pieces. Answers when there is room for more; undefined: now. `onWritten`: the bytes are not
   * needed any more.
   */
  write(frames: Uint8Array, onWritten?: () => void): Promise<void> | undefined;
  /** The call is over, whoever ended it. */
  readonly signal: AbortSignal;
}

/** The call ends when this settles; with a GrpcError, that is its status. */
export type GrpcMethod = (call: GrpcCall) => Promise<void>;

export interface GrpcServer {
  /** Asks the other end for a sign of life; calls back when it comes. */
  ping(onAnswer: () => void): void;
  /** Ends all calls and the connection; resolves when it is closed. */
  close(): Promise<void>;
}

/** Bytes that may be on their way to us in one call. */
const receiveWindow = 1024 * 1024;

/** `methods`: by path, `/grpc.health.v1.Health/Check`. Owns the connection from now on. */
export function serveGrpc(connection: Duplex, methods: ReadonlyMap<string, GrpcMethod>): GrpcServer {
  const closed = new Promise<void>((resolve) => {
    if (connection.destroyed) resolve();
    else connection.once('close', resolve);
  });
  const session: Http2Session = performServerHandshake(connection, { settings: { initialWindowSize: receiveWindow } });
  // A connection that breaks ends the build's own request too, which says why.
  session.on('error', () => {});
  session.on('stream', (stream, headers, _flags, rawHeaders: unknown) => {
    const method = methods.get(String(headers[':path']));
    void answer(stream as ServerHttp2Stream, Array.isArray(rawHeaders) ? rawHeaders : [], method ?? unknownMethod);
  });
  return {
    ping: (onAnswer) => {
      if (!session.destroyed) session.ping((error) => error ?? onAnswer());
    },
    close: () => {
      session.destroy();
      connection.destroy();
      return closed;
    },
  };
}

const unknownMethod: GrpcMethod = () =>
  Promise.reject(new GrpcError(grpcStatus.unimplemented, 'This session has no such method.'));

/** A method with one message each way. */
export function unary(work: (request: Buffer, call: GrpcCall) => Uint8Array | Promise<Uint8Array>): GrpcMethod {
  return async (call) => {
    const request = await new Promise<Buffer>((resolve, reject) => {
      call.listen(resolve, () => reject(new GrpcError(grpcStatus.unknown, 'The request has no message.')));
      call.signal.addEventListener('abort', () => reject(call.signal.reason), { once: true });
    });
    await call.write(frame(await work(request, call)));
  };
}

async function answer(stream: ServerHttp2Stream, rawHeaders: readonly string[], method: GrpcMethod): Promise<void> {
  const over = new AbortController();
  const status = { code: 0, message: '' };
  stream.once('close', () => over.abort(new GrpcError(grpcStatus.unknown, 'The call is over.')));
  // It closes next.
  stream.on('error', () => {});
  stream.once('wantTrailers', () => {
    stream.sendTrailers({
      'grpc-status': String(status.code),
      ...(status.message === '' ? {} : { 'grpc-message': encodeURIComponent(status.message).replaceAll('%20', ' ') }),
    });
  });
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  try {
    await method(callOf(stream, rawHeaders, over.signal));
  } catch (error) {
    status.code = error instanceof GrpcError ? error.status : grpcStatus.unknown;
    status.message = error instanceof Error ? error.message : String(error);
  }
  if (!stream.destroyed) stream.end();
}

function callOf(stream: ServerHttp2Stream, rawHeaders: readonly string[], signal: AbortSignal): GrpcCall {
  return {
    signal,
    // Not node:http2's object: that joins values by commas, which names of files may have, too.
    metadata: (name) => {
      const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1] === name);
      return values.map((value) => Buffer.from(value, 'latin1').toString('utf8'));
    },
    listen: (onMessage, onEnd) => {
      const take = frameReader(onMessage);
      stream.on('data', (piece: Buffer) => {
        try {
          take(piece);
        } catch (error) {
          stream.destroy(error instanceof Error ? error : undefined);
        }
      });
      if (onEnd) stream.once('end', onEnd);
    },
    write: (frames, onWritten) => {
      if (stream.destroyed || stream.writableEnded) return undefined;
      if (stream.write(frames, onWritten)) return undefined;
      return new Promise((resolve) => {
        const done = () => {
          stream.off('drain', done).off('close', done);
          resolve();
        };
        stream.on('drain', done).on('close', done);
      });
    },
  };
}
