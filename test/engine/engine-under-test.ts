// The engine that the tests use, and what they make in it: all of it is named and labelled, and removed by id at the end.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect } from '../../src/engine/connect.ts';
import type { ContainerRequest } from '../../src/engine/container-api.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { ProcessStream } from '../../src/engine/process-stream.ts';
import { isEngineError } from '../../src/errors.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';

/** Has sh, httpd and the like, made from the machine's own busybox. */
export const baseImage = 'longshore-test-busybox:engine';
export const labels = { 'longshore.test': '1' } as const;

/** `unix://…` of the engine under test. */
export function dockerHost(): string {
  const host = process.env.LONGSHORE_TEST_DOCKER_HOST;
  assert.ok(
    host !== undefined && /^unix:/.test(host),
    'LONGSHORE_TEST_DOCKER_HOST must name the engine under test: unix:///path',
  );
  return host;
}

export function endpointOf(host: string) {
  return resolveEndpoint({ env: { DOCKER_HOST: host }, dockerConfigFolder: '/nonexistent' });
}

export function uniqueName(): string {
  return `longshore-test-${randomBytes(4).toString('hex')}`;
}

export interface EngineUnderTest {
  readonly engine: Engine;
  /** Whether it keeps images in containerd's store: an image's id is the digest of its manifest or index there. */
  readonly containerdStore: boolean;
  /** The id that an image from a registry has on this engine. */
  idHere(image: { readonly id: string; readonly descriptor: { readonly digest: string } }): string;
  /** A container that is removed at the end. Answers its id. */
  create(request?: Partial<ContainerRequest>): Promise<string>;
  /** The same, started; `sleep` unless a command is given. */
  run(request?: Partial<ContainerRequest>): Promise<string>;
  /** Remembers an image (id or name) to be removed at the end. */
  owns(image: string): void;
  /** Ends all that the tests have made. */
  clean(): Promise<void>;
}

/** With the base image in it. */
export async function engineUnderTest(host = dockerHost()): Promise<EngineUnderTest> {
  const engine = await connect(endpointOf(host));
  const containers: string[] = [];
  const images: string[] = [];
  const socketPath = host.replace('unix://', '');
  if (await ensureBusyboxImage({ socketPath, reference: baseImage })) images.push(baseImage);

  async function create(request: Partial<ContainerRequest> = {}): Promise<string> {
    const id = await engine.containers.create({ image: baseImage, name: uniqueName(), labels, ...request });
    containers.push(id);
    return id;
  }

  const { DriverStatus } = await askRaw<{ DriverStatus?: [string, string][] }>(socketPath, '/info');
  const containerdStore = (DriverStatus ?? []).some(([, value]) => value.startsWith('io.containerd.'));
  return {
    engine,
    containerdStore,
    idHere: ({ id, descriptor }) => (containerdStore ? descriptor.digest : id),
    create,
    run: async (request = {}) => {
      const id = await create({ command: ['sleep', '1000'], ...request });
      await engine.containers.start(id);
      return id;
    },
    owns: (image) => void images.push(image),
    clean: async () => {
      for (const id of containers) await unlessGone(engine.containers.remove(id, { force: true, volumes: true }));
      for (const image of images.reverse()) await unlessGone(engine.images.remove(image, { force: true }));
      engine.close();
    },
  };
}

async function askRaw<T>(socketPath: string, path: string): Promise<T> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath, path, host: 'localhost' }, resolve).on('error', reject).end();
  });
  return JSON.parse(Buffer.concat(await response.toArray()).toString());
}

/** Creates a container with what the interface has no words for; the body is the API's own. Answers its id. */
export function createRaw(name: string, body: object): Promise<string> {
  const content = JSON.stringify({ Labels: labels, ...body });
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath: dockerHost().replace('unix://', ''),
        method: 'POST',
        path: `/containers/create?name=${name}`,
        headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content) },
      },
      async (response) => {
        const answer = Buffer.concat(await response.toArray()).toString();
        if (response.statusCode === 201) resolve(JSON.parse(answer).Id);
        else reject(new Error(answer));
      },
    );
    sent.on('error', reject);
    sent.end(content);
  });
}

async function unlessGone(removal: Promise<unknown>): Promise<void> {
  await removal.catch((error) => {
    if (!isEngineError(error, 'not-found')) throw error;
  });
}

/** A folder with these files that `remove` deletes. */
export function folderWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Collects what a process writes, and lets a test wait for a piece of it. */
export function outputOf(stream: Pick<ProcessStream, 'onOutput'>) {
  const state = { all: '', stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  stream.onOutput((text, from) => {
    state.all += text;
    state[from] += text;
    for (const check of [...waiting]) check();
  });
  return {
    state,
    /** Resolves once the output has `wanted`; mocha's own time limit ends a vain wait. */
    has: (wanted: string | RegExp) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (typeof wanted === 'string' ? !state.all.includes(wanted) : !wanted.test(state.all)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
