// A build's session over every way to an engine: TCP, TLS, ssh. (The others of these tests use its Unix socket.)
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect as connectSocket, createServer, type Server, type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import type { Endpoint } from '../../src/engine/endpoint/endpoint.ts';
import { type Builds, buildsWith } from './builds.ts';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  endpointOf,
  engineUnderTest,
  uniqueName,
} from './engine-under-test.ts';

describe("a build's session on its way", () => {
  let test: EngineUnderTest;
  let builds: Builds;
  before(async () => {
    test = await engineUnderTest();
    builds = buildsWith(test);
  });
  afterEach(() => builds.clean());
  after(() => test.clean());

  async function buildsOver(endpoint: Endpoint): Promise<void> {
    const engine = createEngine(endpoint);
    const folder = builds.folder({
      Dockerfile: `FROM ${baseImage}\nCOPY . /c\nRUN --mount=type=secret,id=s : ${uniqueName()}; wc -c </c/large; cat /run/secrets/s; echo\n`,
    });
    writeFileSync(join(folder, 'large'), randomBytes(2_000_000));
    try {
      const request = { contextFolder: folder, secrets: [{ id: 's', variable: 'S' }], environment: { S: 'shown' } };
      for (const files of [2, 0]) {
        const build = builds.start({ files: {}, engine, request: { ...request, noCache: true } });
        assert.equal((await build.result).way, 'sync');
        assert.deepEqual(build.lines(), ['stdout 2000000', 'stdout shown']);
        assert.equal(build.sent()?.files, files);
      }
    } finally {
      engine.close();
    }
  }

  const passOn = (socket: Socket) => {
    const engine = connectSocket(dockerHost().replace('unix://', ''));
    socket.pipe(engine).pipe(socket);
    engine.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('error', () => engine.destroy()).on('close', () => engine.destroy());
  };

  async function listening(server: Server, use: (port: number) => Promise<void>): Promise<void> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await use((server.address() as AddressInfo).port);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('goes over TCP', () =>
    listening(createServer(passOn), (port) => buildsOver(endpointOf(`tcp://127.0.0.1:${port}`))));

  it('goes over TLS', async () => {
    const folder = builds.folder({});
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', ...options, ...subject], { stdio: 'ignore' });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, passOn);
    const tls = { ca: readFileSync(cert, 'utf8'), cert: undefined, key: undefined, verify: true };
    await listening(server, (port) => buildsOver({ ...endpointOf(`tcp://127.0.0.1:${port}`), tls }));
  });

  it('goes through ssh', async () => {
    const script = `while [ "$1" != -- ]; do shift; done; shift 2; export DOCKER_HOST=${dockerHost()}; exec "$@"`;
    const folder = builds.folder({ ssh: `#!/bin/sh\n${script}\n` });
    chmodSync(join(folder, 'ssh'), 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${folder}${delimiter}${path}`;
    try {
      await buildsOver(endpointOf('ssh://me@far-away'));
    } finally {
      process.env.PATH = path;
    }
  });
});
