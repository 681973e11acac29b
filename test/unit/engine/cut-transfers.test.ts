// Streams of an engine that end half-way "in good order", as a proxy ends them whose own connection broke: no success.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { createEngine } from '../../../src/engine/dockerode/client.ts';
import { archiveSentences } from '../../../src/engine/dockerode/image-archives.ts';
import { transferEnds } from '../../../src/engine/dockerode/transfer.ts';
import { resolveEndpoint } from '../../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../../src/engine/engine.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('a stream that ends half-way in good order', () => {
  let server: Server;
  let engine: Engine;
  let lines: object[];

  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      response.end(lines.map((line) => `${JSON.stringify(line)}\r\n`).join(''));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const env = { DOCKER_HOST: `tcp://127.0.0.1:${port}` };
    engine = createEngine(resolveEndpoint({ env, dockerConfigFolder: '/nonexistent' }));
  });
  afterEach(() => {
    engine.close();
    server.closeAllConnections();
    server.close();
  });

  const pull = (options = {}) => engine.images.pull('app:1', () => {}, undefined, options);
  const began = [
    { status: 'Pulling from library/app', id: '1' },
    { status: 'Downloading', id: 'abc', progressDetail: { current: 1, total: 9 } },
  ];
  const ended = [{ status: `Digest: ${digest}` }, { status: 'Status: Downloaded newer image for app:1' }];

  it('is told of a pull', async () => {
    lines = began;
    await assert.rejects(pull(), {
      kind: 'connection-lost',
      message: transferEnds.pullInterrupted('app:1'),
    });
  });
  it('is told of a pull of all tags, of which some came', async () => {
    lines = [...began, ended[0] as object, ...began];
    await assert.rejects(pull({ allTags: true }), {
      kind: 'connection-lost',
      message: transferEnds.pullInterrupted('app:1'),
    });
  });
  it('is not told of a pull that ended, nor of one in the words of Podman', async () => {
    lines = [...began, ...ended];
    await pull();
    lines = [
      { status: 'Already exists', id: 'abc' },
      { status: 'Download complete', id: 'def' },
    ];
    await pull();
  });
  it('is told of a push', async () => {
    lines = [{ status: 'The push refers to repository [r.test/app]' }, { status: 'Pushed', id: 'abc' }];
    await assert.rejects(
      engine.images.push('r.test/app:1', () => {}),
      { kind: 'failed', message: transferEnds.pushWithoutDigest('r.test/app:1') },
    );
  });
  it('is told of a load', async () => {
    lines = [];
    await assert.rejects(engine.images.load(Readable.from(['x'], { objectMode: false })), {
      kind: 'invalid',
      message: archiveSentences.noImage(),
    });
  });
  it('is told of an import', async () => {
    lines = [{ status: 'Importing' }];
    await assert.rejects(
      engine.images.importFiles(Readable.from(['x'], { objectMode: false }), { changes: [] } as never),
      {
        kind: 'failed',
        message: archiveSentences.importWithoutImage(),
      },
    );
  });
});
