import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../src/engine/connect.ts';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { connectionSentences } from '../../src/engine/dockerode/connection-errors.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { watchInventory } from '../../src/engine/inventory.ts';
import { startDockerd, whyNoOwnDockerd } from '../support/dockerd.mjs';
import { patternOf } from '../support/sentence-pattern.ts';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  endpointOf,
  engineUnderTest,
  folderWith,
  labels,
  outputOf,
} from './engine-under-test.ts';

/** Short, so that a test of silence does not last. */
const impatience = { first: 1000, quick: 1000, silence: 200 };

describe('an engine that is not there', () => {
  it('is unreachable, whatever is missing', async () => {
    const nobody = await connect(endpointOf('unix:///nonexistent/docker.sock'));
    await assert.rejects(nobody.info(), { kind: 'unreachable', message: /\/nonexistent\/docker\.sock\. Start Docker/ });
    const { signal } = new AbortController();
    await assert.rejects(
      nobody.events(
        () => {},
        () => {},
        signal,
      ),
      { kind: 'unreachable' },
    );
    const refused = await connect(endpointOf('tcp://127.0.0.1:9'));
    await assert.rejects(refused.containers.list(), {
      kind: 'unreachable',
      message: patternOf(connectionSentences.refused),
    });
  });

  it('may be another program', async () => {
    const { folder, remove } = folderWith({});
    const server = createServer((socket) => socket.end('I am no engine.\r\n'));
    await new Promise<void>((resolve) => server.listen(join(folder, 's'), resolve));
    const engine = await connect(endpointOf(`unix://${join(folder, 's')}`));
    await assert.rejects(engine.info(), { kind: 'unreachable', message: patternOf(connectionSentences.notHttp) });
    server.close();
    remove();
  });

  it('may refuse this user', async () => {
    const { folder, remove } = folderWith({});
    const path = join(folder, 'docker.sock');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    chmodSync(folder, 0o755);
    chmodSync(path, 0o000);
    const engine = await connect(endpointOf(`unix://${path}`));
    const isRoot = process.getuid?.() === 0;
    // Root may connect to everything.
    if (isRoot) process.seteuid?.(65534);
    try {
      await assert.rejects(engine.info(), {
        kind: 'permission-denied',
        message: connectionSentences.forbiddenSocket(path),
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
      server.close();
      remove();
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('an engine behind ssh', () => {
  /** A program `ssh` that does as `script` says, in front of all others. */
  async function withSsh(script: string, use: (engine: Engine) => Promise<void>): Promise<void> {
    const { folder, remove } = folderWith({ ssh: `#!/bin/sh\n${script}\n` });
    chmodSync(join(folder, 'ssh'), 0o755);
    const path = process.env.PATH;
    process.env.PATH = `${folder}${delimiter}${path}`;
    const engine = createEngine(endpointOf('ssh://me@far-away'));
    try {
      await use(engine);
    } finally {
      engine.close();
      process.env.PATH = path;
      remove();
    }
  }

  it('is used like any other, streams included', async () => {
    const test = await engineUnderTest();
    const notes = folderWith({ pids: '' });
    const pids = join(notes.folder, 'pids');
    const script = `echo $$ >>${pids}; while [ "$1" != -- ]; do shift; done; [ "$2" = far-away ] && shift 2 && export DOCKER_HOST=${dockerHost()} && exec "$@"`;
    try {
      await withSsh(script, async (engine) => {
        assert.equal(engine.hostName, 'far-away');
        assert.equal((await engine.info()).id, (await test.engine.info()).id);
        const id = await test.run({ tty: true, openStdin: true, command: ['sh'] });
        const stream = await engine.containers.attach(id, { columns: 80, rows: 24 });
        const output = outputOf(stream);
        stream.write('echo far-$((40+2))\r');
        await output.has('far-42');
        stream.write('exit 4\r');
        assert.deepEqual(await stream.ended, { how: 'exited', exitCode: 4 });
      });
      const processes = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
      assert.ok(processes.length > 0);
      // An engine that was closed leaves no process behind; the system tells no end of a grandchild but by asking.
      while (processes.some(isAlive)) await setTimeout(20);
    } finally {
      notes.remove();
      await test.clean();
    }
  });

  it('says what ssh said when that fails', async () => {
    await withSsh('echo "me@far-away: Permission denied (publickey)." >&2; exit 255', async (engine) => {
      await assert.rejects(engine.info(), {
        kind: 'login-refused',
        message: /Permission denied \(publickey\)\. ./,
      });
    });
  });
});

describe('an engine that fails', function () {
  this.timeout(90_000);
  const reason = whyNoOwnDockerd();
  let test: EngineUnderTest;
  let daemon: Awaited<ReturnType<typeof startDockerd>>;

  before(function () {
    // Only an engine of our own may be killed.
    if (reason) this.skip();
  });
  beforeEach(async () => {
    daemon = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-test-') });
    test = await engineUnderTest(daemon.dockerHost);
  });
  afterEach(async () => {
    test.engine.close();
    await daemon.stop();
  });

  it('breaks every stream with one clear word when it is killed, and the inventory waits for it', async () => {
    const { engine } = test;
    const inventory = watchInventory({ connect: () => connect(endpointOf(daemon.dockerHost)), log: () => {} });
    await inventory.lists();
    const id = await test.run({ tty: true, openStdin: true, command: ['sh', '-c', 'echo ready; sleep 1000'] });
    const attached = await engine.containers.attach(id, { columns: 80, rows: 24 });
    const shell = await engine.containers.exec(id, { command: ['sh'] }, { columns: 80, rows: 24 });
    const { signal } = new AbortController();
    let ready: () => void = () => {};
    const logging = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const logs = engine.containers.followLogs(id, { tail: 'all' }, () => ready(), signal);
    let listening: () => void = () => {};
    const connected = new Promise<void>((resolve) => {
      listening = resolve;
    });
    const events = engine.events(
      () => {},
      () => listening(),
      signal,
    );
    const { folder, remove } = folderWith({ Dockerfile: `FROM ${baseImage}\nRUN echo begun; sleep 1000\n` });
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const building = engine.build(
      { contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), tags: [], labels },
      (progress) => {
        if (progress.kind === 'output') begin();
      },
    );
    // They must be waited for before they break.
    const outcomes = Promise.allSettled([logs, events, building]);
    await Promise.all([logging, connected, begun]);
    const unreachable = new Promise<void>((resolve) => {
      inventory.onDidChange(() => {
        if (inventory.connection.state === 'unreachable') resolve();
      });
    });

    process.kill(daemon.pid, 'SIGKILL');

    for (const outcome of await outcomes) {
      assert.equal(outcome.status, 'rejected');
      const { kind, message } = outcome.reason;
      assert.equal(kind, 'connection-lost', message);
      assert.match(message, patternOf(connectionSentences.lost));
    }
    assert.deepEqual(await attached.ended, { how: 'lost' });
    assert.deepEqual(await shell.ended, { how: 'lost' });
    await unreachable;
    assert.deepEqual(inventory.containers, []);
    inventory.dispose();
    remove();
    await assert.rejects(engine.info(), { kind: 'unreachable' });
  });

  it('counts as unreachable when it hangs, for short and for long requests', async () => {
    const impatient = createEngine(endpointOf(daemon.dockerHost), { patience: impatience });
    const id = await test.run();
    const stopping = impatient.containers.stop(id);
    process.kill(daemon.pid, 'SIGSTOP');
    try {
      const silent = { kind: 'unreachable', message: /did not answer within 1 s/ };
      await Promise.all([
        assert.rejects(impatient.info(), silent),
        assert.rejects(impatient.containers.list(), silent),
        assert.rejects(impatient.containers.attach(id, undefined), silent),
        assert.rejects(
          impatient.events(
            () => {},
            () => {},
            new AbortController().signal,
          ),
          silent,
        ),
        assert.rejects(stopping, silent),
      ]);
    } finally {
      process.kill(daemon.pid, 'SIGCONT');
    }
    await impatient.info();
    impatient.close();
  });
});
