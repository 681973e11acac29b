// A build through BuildKit's own API: what is asked, and what a call makes of every kind of end.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRequest } from '../../../../src/engine/build-api.ts';
import { buildContextKind, contextFolders } from '../../../../src/engine/buildkit/named-contexts.ts';
import { readProtobuf, textField } from '../../../../src/engine/buildkit/protobuf.ts';
import { writeProtobuf } from '../../../../src/engine/buildkit/protobuf-writer.ts';
import { frame } from '../../../../src/engine/buildkit/session/grpc-frames.ts';
import {
  GrpcError,
  type GrpcMethod,
  type GrpcServer,
  serveGrpc,
  unary,
} from '../../../../src/engine/buildkit/session/grpc-server.ts';
import { type GrpcClient, grpcClient } from '../../../../src/engine/buildkit/solve/grpc-client.ts';
import { hostGatewayOf, imageIdOf, solveRequest } from '../../../../src/engine/buildkit/solve/solve-request.ts';

describe('further contexts of a build', () => {
  it('are folders, images and addresses', () => {
    const kinds = {
      folder: ['../assets', '/srv/a b', 'assets', 'C:\\files', 'docker-image', 'target', 'github.com.d/x'],
      image: ['docker-image://alpine:3.20', 'DOCKER-IMAGE://x'],
      address: [
        'https://example.com/a.tar.gz',
        'git@example.com:a/b.git',
        'github.com/a/b',
        'ssh://git@x/y',
        'git://x/y',
      ],
      layout: ['oci-layout://layout:tag'],
      target: ['target:base'],
    };
    for (const [kind, sources] of Object.entries(kinds)) {
      for (const source of sources) assert.equal(buildContextKind(source), kind, source);
    }
  });

  it('are served under names that the main one has not', () => {
    const contexts = { context: '/a', dockerfile: '/b', 'docker.io/library/node:latest': '/c', x: 'docker-image://x' };
    assert.deepEqual(
      [...contextFolders(contexts)],
      [
        ['_context', '/a'],
        ['_dockerfile', '/b'],
        ['node', '/c'],
      ],
    );
    assert.deepEqual([...contextFolders()], []);
  });
});

describe('a build as BuildKit is asked for it', () => {
  const pairs = (bytes: Buffer, wanted: number): Record<string, string> =>
    Object.fromEntries(
      [...readProtobuf(bytes)].flatMap(({ number, value }) =>
        number === wanted && typeof value !== 'number' ? [[textField(value, 1), textField(value, 2)]] : [],
      ),
    );
  const request: BuildRequest = { contextFolder: '/c', dockerfile: '/c/D', tags: ['a:1', 'b:2'] };
  const way = { buildId: 'id', session: 's', dockerfile: 'D', hostGateway: '172.17.0.1' };

  it('has each option under the name of the frontend', () => {
    const bytes = solveRequest(
      {
        ...request,
        namedContexts: { context: '/other', 'node:22': 'docker-image://node:22-slim' },
        buildArgs: { A: 'ü & =', EMPTY: '' },
        labels: { l: '1' },
        extraHosts: ['h:1.2.3.4', 'i:::1', 'j=[fe80::1]', 'me:host-gateway'],
        shmSize: 4096,
        noCache: true,
        pull: true,
        networkMode: 'host',
        platform: 'linux/arm64',
        target: 't',
        cacheFrom: ['x'],
      },
      way,
    );
    assert.deepEqual(
      [1, 3, 5, 6, 9].map((number) => textField(bytes, number)),
      [...['id', 'moby', 's', 'dockerfile.v0', 'network.host']],
    );
    assert.deepEqual(pairs(bytes, 4), { name: 'a:1,b:2' });
    assert.deepEqual(pairs(bytes, 7), {
      filename: 'D',
      'frontend.caps': 'moby.buildkit.frontend.contexts',
      'context:context': 'local:_context',
      'context:node:22': 'docker-image://node:22-slim',
      target: 't',
      'build-arg:A': 'ü & =',
      'build-arg:EMPTY': '',
      'label:l': '1',
      platform: 'linux/arm64',
      'no-cache': '',
      'image-resolve-mode': 'pull',
      'force-network-mode': 'host',
      'add-hosts': 'h=1.2.3.4,i=::1,j=fe80::1,me=172.17.0.1',
      'shm-size': '4096',
    });
    assert.match(bytes.toString('latin1'), /registry.*ref.*x/s);
  });

  it('says no more than is wanted', () => {
    const bytes = solveRequest(request, way);
    assert.deepEqual(Object.keys(pairs(bytes, 7)), ['filename', 'frontend.caps', 'image-resolve-mode']);
    assert.equal(textField(bytes, 9), '');
  });

  it('is answered with the image, and with the address of the engine’s machine', () => {
    const pair = (name: string, value: string) => writeProtobuf([1, name], [2, value]);
    const response = writeProtobuf([1, pair('x', 'y')], [1, pair('containerimage.digest', 'sha256:1')]);
    assert.equal(imageIdOf(response), 'sha256:1');
    assert.equal(imageIdOf(writeProtobuf()), undefined);
    const label = pair('org.mobyproject.buildkit.worker.moby.host-gateway-ip', '172.17.0.1');
    const workers = writeProtobuf([1, writeProtobuf([1, 'id'], [2, pair('a', 'b')])], [1, writeProtobuf([2, label])]);
    assert.equal(hostGatewayOf(workers), '172.17.0.1');
    assert.equal(hostGatewayOf(writeProtobuf()), undefined);
  });
});

describe('a call of BuildKit’s API', () => {
  let folder: string;
  let listener: Server;
  let server: Promise<GrpcServer>;
  let client: GrpcClient;

  async function serve(method: GrpcMethod): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    listener = createServer();
    await new Promise<void>((resolve) => listener.listen(join(folder, 's'), resolve));
    server = new Promise((resolve) =>
      listener.once('connection', (socket) => resolve(serveGrpc(socket, new Map([['/a/B', method]])))),
    );
    client = grpcClient(connect(join(folder, 's')));
  }
  afterEach(async () => {
    client.close();
    await (await server).close();
    await new Promise((resolve) => listener.close(resolve));
    rmSync(folder, { recursive: true });
  });

  async function called(signal?: AbortSignal): Promise<string[]> {
    const got: string[] = [];
    await client.call('/a/B', Buffer.from('ask'), (message) => got.push(message.toString()), signal);
    return got;
  }

  it('gives each message, and then ends', async () => {
    await serve(async (call) => {
      const asked = await new Promise<Buffer>((resolve) => call.listen(resolve));
      for (const word of ['one', 'two']) await call.write(frame(Buffer.from(`${asked} ${word}`)));
    });
    assert.deepEqual(await called(), ['ask one', 'ask two']);
  });

  it('tells a failure in the words of the other end', async () => {
    await serve(unary(() => Promise.reject(new GrpcError(5, 'no “x”: 100 %\nat all'))));
    await assert.rejects(called(), { name: 'GrpcError', status: 5, message: 'no “x”: 100 %\nat all' });
    await assert.rejects(
      client.call('/a/Other', Buffer.alloc(0), () => {}),
      { status: 12 },
    );
  });

  it('fails when the connection breaks', async () => {
    await serve(async () => void (await (await server).close()));
    await assert.rejects(called(), { status: 14, message: 'The connection to the builder ended.' });
  });

  it('is over at both ends when it is not wanted any more', async () => {
    const cancelling = new AbortController();
    let ended: Promise<void> | undefined;
    await serve((call) => {
      ended = new Promise((resolve) => call.signal.addEventListener('abort', () => resolve(), { once: true }));
      cancelling.abort(new Error('not wanted'));
      return ended;
    });
    await assert.rejects(called(cancelling.signal), /not wanted/);
    await ended;
    await assert.rejects(called(cancelling.signal), /not wanted/);
  });
});
