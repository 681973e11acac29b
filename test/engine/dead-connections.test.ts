// Connections that die without a word, engines that are slow, and what is cut: through a relay before the real engine.
import assert from 'node:assert/strict';
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { followLog, logNews } from '../../src/commands/logs/followed-log.ts';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type Inventory, watchInventory } from '../../src/engine/inventory.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { type FaultyRelay, startFaultyRelay } from '../support/faulty-relay.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { socketRelay } from '../support/socket-relay.ts';
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

/** The usual times would make these tests last. */
const patience = { first: 3000, quick: 1000, silence: 1000 };
/** Milliseconds until a silent engine must be known to be: silence, a look, a probe. */
const known = 3500;

describe('a connection that dies without a word', function () {
  this.timeout(60_000);
  let test: EngineUnderTest;
  let relay: FaultyRelay;
  let engine: Engine;
  let inventory: Inventory;

  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());
  beforeEach(async () => {
    relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    engine = createEngine(endpointOf(relay.address), { patience });
    inventory = watchInventory({
      connect: async () => createEngine(endpointOf(relay.address), { patience }),
      log: () => {},
    });
  });
  afterEach(async () => {
    inventory.dispose();
    engine.close();
    await relay.close();
  });

  const becomes = (state: Inventory['connection']['state']) =>
    new Promise<void>((resolve) => {
      const look = () => inventory.connection.state === state && resolve();
      inventory.onDidChange(look);
      look();
    });
  const within = async (milliseconds: number, work: Promise<unknown>) => {
    const begun = performance.now();
    await work;
    const took = performance.now() - begun;
    assert.ok(took < milliseconds, `took ${Math.round(took)} ms of ${milliseconds}`);
  };

  it('is noticed while a view is looked at, and all is right again soon after it is back', async () => {
    const leave = inventory.attend();
    await inventory.lists();
    relay.freeze();
    await within(known, becomes('unreachable'));
    const id = await test.run();
    relay.thaw();
    await within(2500, becomes('connected'));
    assert.ok(inventory.containers.some((container) => container.id === id));
    leave();
  });

  it('is noticed when only the old connections are dead, once they have missed something', async () => {
    const leave = inventory.attend();
    await inventory.lists();
    relay.forgetOld();
    // Which of them the engine dates after the beginning is known to a second only.
    const broken = becomes('reconnecting');
    let id = '';
    while (inventory.connection.state === 'connected') id = await test.create();
    await broken;
    await becomes('connected');
    assert.ok(inventory.containers.some((container) => container.id === id));
    leave();
  });

  it('is renewed by a refresh, with its events', async () => {
    await inventory.lists();
    relay.forgetOld();
    await test.create();
    await inventory.refresh();
    const id = await test.create();
    await new Promise<void>((resolve) => {
      const look = () => inventory.containers.some((container) => container.id === id) && resolve();
      inventory.onDidChange(look);
      look();
    });
  });

  it('ends logs, terminals, stats, pulls and builds that wait on it, each with a clear word', async () => {
    const id = await test.run({ tty: true, openStdin: true, command: ['sh', '-c', 'echo ready; exec sleep 1000'] });
    const attached = await engine.containers.attach(id, { columns: 80, rows: 24 });
    const shell = await engine.containers.exec(id, { command: ['sh'] }, { columns: 80, rows: 24 });
    await outputOf(shell).has('#');
    const { signal } = new AbortController();
    const { folder, remove } = folderWith({ Dockerfile: `FROM ${baseImage}\nRUN echo begun; sleep 1000\n` });
    const streams = [
      (begin: () => void) => engine.containers.followLogs(id, { tail: 'all' }, begin, signal),
      (begin: () => void) => engine.containers.stats(id, begin, signal),
      (begin: () => void) =>
        engine.build(
          { contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), tags: [], labels },
          (progress) => {
            if (progress.kind === 'output') begin();
          },
        ),
    ];
    const begun: Promise<void>[] = [];
    const outcomes = streams.map((open) => {
      let ended: Promise<unknown> = Promise.resolve();
      begun.push(
        new Promise((resolve) => {
          ended = open(resolve);
        }),
      );
      return ended;
    });
    const settled = Promise.allSettled(outcomes);
    await Promise.all(begun);
    relay.freeze();
    await within(known, Promise.all([settled, attached.ended, shell.ended]));
    for (const outcome of await settled) {
      assert.equal(outcome.status, 'rejected');
      assert.match(outcome.reason.message, /did not answer within 1 s/);
    }
    assert.deepEqual(await attached.ended, { how: 'lost' });
    assert.deepEqual(await shell.ended, { how: 'lost' });
    remove();
  });

  it('is noticed by a silent log of which only that one is dead, and no line is lost or told twice', async () => {
    const id = await test.run({ openStdin: true, command: ['cat'] });
    const feed = await test.engine.containers.attach(id, undefined);
    const lines: string[] = [];
    const news: string[] = [];
    const clock = createFakeClock();
    const stop = new AbortController();
    let told = () => {};
    const has = (line: string) =>
      new Promise<void>((resolve) => {
        told = () => void (lines.includes(line) && resolve());
        told();
      });
    const source = {
      connection: { state: 'connected' as const, engine },
      engine: async () => engine,
      onDidChange: () => ({ dispose: () => {} }),
    };
    const done = followLog(
      {
        inventory: source,
        container: { id, name: 'silent' },
        tail: 'all',
        clock,
        onLines: (some) => {
          lines.push(...some.map(({ text }) => text));
          told();
        },
        onNews: (text) => news.push(text),
      },
      stop.signal,
    );
    feed.write('heard\n');
    await has('heard');
    relay.forgetOld();
    feed.write('unheard\n');
    // An answer of the engine for each second that passes: what is on its way has come then.
    const passes = async (line: string) => {
      for (; !lines.includes(line); await clock.advance(1000)) await test.engine.info();
    };
    await passes('unheard');
    feed.write('heard again\n');
    await passes('heard again');
    assert.deepEqual(lines, ['heard', 'unheard', 'heard again']);
    assert.match(news.join('\n'), patternOf(logNews.openedAgain));
    stop.abort();
    await done;
  });

  it('is noticed when only the socket file goes, over which nothing new can be asked', async () => {
    const { folder, remove } = folderWith({});
    const path = join(folder, 'docker.sock');
    const socket = socketRelay(path, dockerHost().replace('unix://', ''));
    await socket.open();
    const local = watchInventory({
      connect: async () => createEngine(endpointOf(`unix://${path}`), { patience }),
      log: () => {},
    });
    const leave = local.attend();
    await local.lists();
    unlinkSync(path);
    await new Promise<void>((resolve) => {
      local.onDidChange(() => local.connection.state === 'unreachable' && resolve());
    });
    leave();
    local.dispose();
    await socket.shut();
    remove();
  });

  it('takes no other stream with it when only the events are cut', async () => {
    const id = await test.run({ tty: true, openStdin: true, command: ['cat'] });
    await inventory.lists();
    const shared = await inventory.engine();
    const stream = await shared.containers.attach(id, { columns: 80, rows: 24 });
    const output = outputOf(stream);
    inventory.reconnect();
    await becomes('connected');
    assert.notEqual(await inventory.engine(), shared);
    stream.write('still here\r');
    await output.has('still here');
    await stream.close();
  });
});

describe('an engine that is slow', function () {
  this.timeout(60_000);

  it('is waited for, and then given more time for each answer', async () => {
    const relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    relay.delay = 1500;
    const late: string[] = [];
    const engine = createEngine(endpointOf(relay.address), {
      patience: { first: 4000, quick: 1000, slow: 500 },
      onSlow: (words) => {
        late.push(words);
        return () => {};
      },
    });
    await engine.info();
    await engine.containers.list();
    assert.ok(late.length >= 2 && late.every((words) => words === relay.address));
    engine.close();
    await relay.close();
  });

  it('can be given up', async () => {
    const relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    relay.freeze();
    const engine = createEngine(endpointOf(relay.address), {
      patience: { slow: 100 },
      onSlow: (_words, giveUp) => {
        giveUp(new Error('Enough.'));
        return () => {};
      },
    });
    await assert.rejects(engine.containers.list(), { message: 'Enough.' });
    engine.close();
    relay.thaw();
    await relay.close();
  });
});

describe('a host that drops packets', () => {
  it('is given up soon, so that it can be tried anew', async () => {
    // Reserved for documentation (RFC 5737): nothing answers there, or there is no way to it at all.
    const engine = createEngine(endpointOf('tcp://192.0.2.1:2375'));
    const begun = performance.now();
    await assert.rejects(engine.info(), { kind: 'unreachable' });
    assert.ok(performance.now() - begun < 4000);
    engine.close();
  });
});
