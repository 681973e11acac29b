// The engine's side of a build's session, as far as tests need it: calls methods over a connection of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientHttp2Session, type ClientHttp2Stream, connect as connectHttp2 } from 'node:http2';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProtobuf } from '../../../../src/engine/buildkit/protobuf.ts';
import { writeProtobuf } from '../../../../src/engine/buildkit/protobuf-writer.ts';
import { frame, frameReader } from '../../../../src/engine/buildkit/session/grpc-frames.ts';
import { type GrpcMethod, type GrpcServer, serveGrpc } from '../../../../src/engine/buildkit/session/grpc-server.ts';

export interface Answer {
  readonly status: number;
  readonly message: string;
  readonly messages: readonly Buffer[];
}

export interface SessionClient {
  readonly server: GrpcServer;
  readonly session: ClientHttp2Session;
  open(path: string, metadata?: Record<string, string | string[]>): ClientHttp2Stream;
  call(path: string, request: Uint8Array, metadata?: Record<string, string | string[]>): Promise<Answer>;
  close(): Promise<void>;
}

export async function sessionClient(methods: [path: string, method: GrpcMethod][]): Promise<SessionClient> {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  const path = join(folder, 's');
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(path, resolve));
  const accepted = new Promise<GrpcServer>((resolve) =>
    listener.once('connection', (socket) => resolve(serveGrpc(socket, new Map(methods)))),
  );
  const session = connectHttp2('http://session', { createConnection: () => connect(path) });
  session.on('error', () => {});
  const server = await accepted;
  const open: SessionClient['open'] = (method, metadata = {}) =>
    session.request({ ':method': 'POST', ':path': method, 'content-type': 'application/grpc', ...metadata });
  return {
    server,
    session,
    open,
    call: async (method, request, metadata) => {
      const stream = open(method, metadata);
      const answer = answerOf(stream);
      stream.end(frame(request));
      return answer;
    },
    close: async () => {
      session.destroy();
      await server.close();
      await new Promise((resolve) => listener.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function answerOf(stream: ClientHttp2Stream, onMessage: (message: Buffer) => void = () => {}): Promise<Answer> {
  const messages: Buffer[] = [];
  const take = frameReader((message) => {
    messages.push(message);
    onMessage(message);
  });
  return new Promise((resolve, reject) => {
    let trailers: Record<string, unknown> = {};
    stream.on('data', take);
    stream.on('trailers', (headers) => {
      trailers = headers;
    });
    // As gRPC's clients do: with the answer the call is over.
    stream.once('end', () => stream.end());
    stream.once('error', reject);
    stream.once('close', () =>
      resolve({
        status: Number(trailers['grpc-status']),
        message: decodeURIComponent(String(trailers['grpc-message'] ?? '')),
        messages,
      }),
    );
  });
}

export interface Received {
  readonly answer: Answer;
  /** In the order in which they were told. */
  readonly entries: readonly ReceivedEntry[];
}

export interface ReceivedEntry {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  readonly link: string;
  /** undefined: not asked for, or not ended. */
  content: string | undefined;
}

/** Takes everything that `DiffCopy` has. `onEntry`: before its content is asked for, which it is unless that says no. */
export async function receive(
  client: SessionClient,
  metadata: Record<string, string | string[]>,
  onEntry: (entry: ReceivedEntry) => boolean = () => true,
): Promise<Received> {
  const stream = client.open('/moby.filesync.v1.FileSync/DiffCopy', metadata);
  const entries: ReceivedEntry[] = [];
  const contents = new Map<number, Buffer[]>();
  let toldAll = false;
  const finishIfDone = () => {
    if (toldAll && contents.size === 0) stream.write(frame(writeProtobuf([1, 3])));
  };
  const answer = await answerOf(stream, (message) => {
    const fields = new Map([...readProtobuf(message)].map(({ number, value }) => [number, value]));
    const kind = fields.get(1) ?? 0;
    const stat = fields.get(2);
    const id = Number(fields.get(3) ?? 0);
    if (kind === 0 && stat === undefined) {
      toldAll = true;
      finishIfDone();
    } else if (kind === 0) {
      const entry = entryOf(stat as Uint8Array);
      const number = entries.push(entry) - 1;
      const isFile = entry.mode < 2 ** 27 && entry.link === '';
      if (!isFile || !onEntry(entry)) return;
      contents.set(number, []);
      stream.write(frame(writeProtobuf([1, 1], [3, number])));
    } else if (kind === 2) {
      const data = fields.get(4);
      if (data !== undefined) contents.get(id)?.push(Buffer.from(data as Uint8Array));
      else {
        const entry = entries[id];
        if (entry) entry.content = Buffer.concat(contents.get(id) ?? []).toString('latin1');
        contents.delete(id);
        finishIfDone();
      }
    } else if (kind === 3) stream.end();
  });
  return { answer, entries };
}

function entryOf(stat: Uint8Array): ReceivedEntry {
  const fields = new Map([...readProtobuf(stat)].map(({ number, value }) => [number, value]));
  const text = (number: number) => Buffer.from((fields.get(number) as Uint8Array | undefined) ?? []).toString('utf8');
  return {
    path: text(1),
    mode: Number(fields.get(2) ?? 0),
    size: Number(fields.get(5) ?? 0),
    link: text(7),
    content: undefined,
  };
}
