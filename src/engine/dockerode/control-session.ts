// The session of a build as newer engines want it, whose POST /session will go: a gRPC stream over HTTP/2, straight on the API's
// own connection. Its messages carry the bytes of another HTTP/2 connection, on which the engine is the client.
// Source: github.com/moby/buildkit, api/services/control/control.proto (Control.Session, BytesMessage).

import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { Duplex } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import { readProtobuf } from '../buildkit/protobuf.ts';
import { writeProtobuf } from '../buildkit/protobuf-writer.ts';
import { frame, frameReader } from '../buildkit/session/grpc-frames.ts';

/** Bytes that may be on their way to us. */
const receiveWindow = 4 * 1024 * 1024;

/**
 * The inner connection. `connection` is one to the engine's API, unused so far, and goes with it. Rejects with `unsupported`
 * where the other end does not speak so, or the reason of `signal`, which counts until it is there.
 */
export function openControlSession(
  connection: Duplex,
  headers: Readonly<Record<string, string | string[]>>,
  signal: AbortSignal,
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const client = connect('http://localhost', {
      createConnection: () => connection,
      settings: { initialWindowSize: receiveWindow, enablePush: false },
    });
    const fail = (cause: unknown) => {
      reject(signal.aborted ? signal.reason : refused(cause));
      client.destroy();
      connection.destroy();
    };
    const abort = () => fail(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    client.on('error', fail).once('close', () => fail(undefined));
    const stream = client.request(
      {
        ...{ ':method': 'POST', ':path': '/moby.buildkit.v1.Control/Session' },
        ...{ 'content-type': 'application/grpc', te: 'trailers', ...headers },
      },
      { endStream: false },
    );
    stream.on('error', fail).once('response', (answer) => {
      // A refusal of gRPC's has its status in the headers and no body.
      if (answer[':status'] !== 200 || answer['grpc-status'] !== undefined) return fail(answer['grpc-message']);
      signal.removeEventListener('abort', abort);
      resolve(innerConnection(stream, client));
    });
  });
}

function innerConnection(stream: ClientHttp2Stream, client: ClientHttp2Session): Duplex {
  const send = (bytes: Buffer, done: (error?: Error | null) => void) => {
    if (stream.destroyed) done(new Error('The session is over.'));
    else stream.write(frame(writeProtobuf([1, bytes])), done);
  };
  const inner = new Duplex({
    read: () => void stream.resume(),
    write: (chunk: Buffer, _encoding, done) => send(chunk, done),
    writev: (chunks, done) => send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done),
    final: (done) => {
      stream.end();
      done();
    },
    destroy: (error, done) => {
      stream.close();
      client.destroy();
      done(error);
    },
  });
  // Whoever owns it sees that it closes.
  inner.on('error', () => {});
  const take = frameReader((message) => {
    for (const { number, value } of readProtobuf(message)) {
      // A copy: the reader's memory is used again.
      if (number === 1 && typeof value !== 'number' && !inner.push(Buffer.from(value))) stream.pause();
    }
  });
  stream.on('data', (piece: Buffer) => {
    try {
      take(piece);
    } catch (error) {
      inner.destroy(error instanceof Error ? error : undefined);
    }
  });
  stream.once('end', () => inner.push(null)).once('close', () => inner.destroy());
  return inner;
}

function refused(cause: unknown): EngineError {
  return new EngineError('unsupported', l10n.t('The engine does not accept a session over HTTP/2.'), { cause });
}
