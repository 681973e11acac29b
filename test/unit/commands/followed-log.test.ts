// Following a log over what happens to its container: what is read, what is told, and when it ends.
import assert from 'node:assert/strict';
import { followLog, type LogSource, logNews } from '../../../src/commands/logs/followed-log.ts';
import type { ContainerDetails } from '../../../src/engine/container-api.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { exitMeaning } from '../../../src/engine/exit-code.ts';
import type { InventoryChange } from '../../../src/engine/inventory.ts';
import { EngineError } from '../../../src/errors.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { aContainer, createFakeEngine } from '../../support/fake-engine.ts';
import { details } from './set-up.ts';

/** The fake's times are milliseconds from here on, of its clock and of its log alike. */
const epoch = Date.parse('2026-01-01T00:00:00Z');

const change: InventoryChange = { connection: true, containers: true, images: false, volumes: false, networks: false };

const news = (text: string) => `── ${text}`;

/** A container that says a line each time it is started, and ends when it is told to. */
function followed() {
  const fake = createFakeEngine();
  const clock = createFakeClock();
  const told: string[] = [];
  const listeners = new Set<(change: InventoryChange) => void>();
  const stop = new AbortController();
  const facts = new Map<string, Partial<ContainerDetails>>();
  /** What is in each log, the following of which ends with the container. */
  const logs = new Map<string, string[]>();
  let endRun = (_error?: EngineError) => {};
  let time = epoch;
  const tick = () => {
    time += 100;
    return time;
  };
  const say = (id: string, text: string) => {
    logs.get(id)?.push(`${new Date(tick()).toISOString().replace('Z', '000000Z')} ${text}\n`);
  };

  const start = (id: string, name = 'web') => {
    if (!logs.has(id)) logs.set(id, []);
    facts.set(id, { ...facts.get(id), id, name, running: true, startedAt: tick() });
    const known = fake.containers.findIndex((each) => each.id === id);
    fake.containers.splice(Math.max(0, known), known < 0 ? 0 : 1, aContainer({ id, name }));
    say(id, `${id} speaks`);
  };
  const engineNamed = (address: string): Engine => ({
    ...fake.engine,
    address,
    containers: {
      ...fake.engine.containers,
      inspect: async (id) => {
        const known = facts.get(id);
        if (!known) throw new EngineError('not-found', 'It is gone.');
        return { ...details, ...known };
      },
      followLogs: async (id, _request, onOutput, signal) => {
        const ended = new Promise<void>((resolve, reject) => {
          endRun = (error) => (error ? reject(error) : resolve());
          signal.addEventListener('abort', () => resolve());
        });
        for (const line of logs.get(id) ?? []) await onOutput(line, 'stdout');
        if (facts.get(id)?.running) await ended;
      },
      readLogs: async (id, _request, onOutput) => {
        for (const line of logs.get(id) ?? []) await onOutput(line, 'stdout');
      },
    },
  });
  let engine = engineNamed('one');
  const inventory: LogSource = {
    get connection() {
      return { state: 'connected' as const, engine };
    },
    engine: async () => engine,
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  const changed = async () => {
    for (const listener of [...listeners]) listener(change);
    await clock.advance(0);
    await settled();
  };
  const plain = (text: string) => text.replaceAll(/\d\d:\d\d:\d\d/g, 'TIME');
  const breakFollowing = async () => {
    endRun(new EngineError('connection-lost', 'The engine stopped.'));
    await settled();
    await settled();
  };
  return {
    told,
    clock,
    breakFollowing,
    listeners,
    stop,
    start,
    say,
    changed,
    follow: () =>
      followLog(
        {
          inventory,
          container: { id: 'a', name: 'web' },
          tail: 'all',
          clock,
          onLines: (lines) => told.push(...lines.map(({ text }) => text)),
          onNews: (text) => told.push(news(plain(text))),
        },
        stop.signal,
      ),
    now: () => time,
    note: (id: string, more: Partial<ContainerDetails>) => void facts.set(id, { ...facts.get(id), ...more }),
    create: (id: string) => void facts.set(id, { id, name: 'web', running: false, startedAt: undefined }),
    async endFollowing() {
      endRun();
      await settled();
      await settled();
    },
    /** The container ends; nobody is told of it by the inventory yet. */
    async end(id: string, exitCode = 0) {
      facts.set(id, { ...facts.get(id), running: false, exitCode, finishedAt: tick() });
      endRun();
      await settled();
      await settled();
    },
    remove(id: string) {
      facts.delete(id);
      logs.delete(id);
      const at = fake.containers.findIndex((each) => each.id === id);
      if (at >= 0) fake.containers.splice(at, 1);
    },
    async lose(next: string) {
      engine = engineNamed(next);
      await breakFollowing();
    },
  };
}

describe('a followed log', () => {
  it('goes on when its container is started again, and tells what happened', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    await log.end('a', 137);
    assert.deepEqual(log.told, ['a speaks', news(logNews.stopped('web', 'TIME', 137, exitMeaning(137)?.short))]);
    log.start('a');
    await log.changed();
    assert.deepEqual(log.told.slice(2), [news(logNews.startedAgain('web', 'TIME')), 'a speaks']);
    log.stop.abort();
    await done;
    assert.equal(log.listeners.size, 0);
  });

  it('shows what its end cut off, and each line once', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    log.say('a', 'last words');
    await log.end('a');
    assert.deepEqual(log.told.slice(0, 2), ['a speaks', 'last words']);
    log.stop.abort();
    await done;
  });

  it('tells of a restart that was over before anybody looked', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    log.note('a', { finishedAt: log.now() });
    log.start('a');
    await log.endFollowing();
    assert.deepEqual(log.told, ['a speaks', news(logNews.restarted('web', 'TIME')), 'a speaks']);
    log.stop.abort();
    await done;
  });

  it('follows the container that takes the place of one that was removed', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    log.remove('a');
    await log.endFollowing();
    assert.deepEqual(log.told.slice(1), [news(logNews.removed('web', 'TIME'))]);
    log.start('b');
    await log.changed();
    assert.deepEqual(log.told.slice(2), [news(logNews.replaced('web', 'TIME')), 'b speaks']);
    // Nobody waits for another any more, only for silence.
    assert.deepEqual(log.clock.waiting(), [30_000]);
    log.stop.abort();
    await done;
  });

  it('follows the one that takes its name while it only stands aside', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    await log.end('a');
    log.start('b');
    await log.changed();
    assert.deepEqual(log.told.slice(-2), [news(logNews.replaced('web', 'TIME')), 'b speaks']);
    log.stop.abort();
    await done;
  });

  it('ends when its container is removed and none comes in its place', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    log.remove('a');
    await log.endFollowing();
    await log.clock.advance(4999);
    assert.notEqual(log.told.at(-1), news(logNews.end('web')));
    await log.clock.advance(1);
    await done;
    assert.equal(log.told.at(-1), news(logNews.end('web')));
    assert.equal(log.listeners.size, 0);
  });

  it('says that a container has not been started yet, and waits for it', async () => {
    const log = followed();
    log.create('a');
    const done = log.follow();
    await settled();
    assert.deepEqual(log.told, [news(logNews.notStarted('web'))]);
    log.start('a');
    await log.changed();
    assert.deepEqual(log.told.slice(1), [news(logNews.started('web', 'TIME')), 'a speaks']);
    log.stop.abort();
    await done;
  });

  it('goes on when a lost engine answers again, and ends when it is another', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    await log.lose('one');
    log.say('a', 'still here');
    assert.deepEqual(log.told.slice(1, 3), [news(logNews.lost('TIME')), news(logNews.answersAgain('TIME'))]);
    await log.lose('two');
    await done;
    assert.equal(log.told.at(-1), news(logNews.otherEngine()));
  });

  it('goes on when only its own connection was cut, of which nobody else hears', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    await log.breakFollowing();
    log.say('a', 'still here');
    assert.deepEqual(log.clock.waiting(), [1000]);
    await log.clock.advance(1000);
    assert.deepEqual(log.told, [
      'a speaks',
      news(logNews.lost('TIME')),
      news(logNews.answersAgain('TIME')),
      'still here',
    ]);
    log.stop.abort();
    await done;
  });

  it('does not ask again at once where an engine ends the following of a container that runs', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    // As a proxy does that ends long answers.
    await log.endFollowing();
    assert.deepEqual(log.clock.waiting(), [1000]);
    await log.clock.advance(1000);
    assert.deepEqual(log.told, ['a speaks']);
    log.stop.abort();
    await done;
  });

  it('looks after 30 s of silence whether its own connection is dead, and opens it again only then', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    // Nothing was said: nothing is told.
    await log.clock.advance(30_000);
    assert.deepEqual(log.clock.waiting(), [30_000]);
    // What is said does not come: a line on its way has three seconds.
    log.say('a', 'unheard');
    await log.clock.advance(30_000);
    assert.deepEqual(log.clock.waiting(), [3000]);
    assert.deepEqual(log.told, ['a speaks']);
    await log.clock.advance(3000);
    await settled();
    assert.deepEqual(log.told, ['a speaks', news(logNews.openedAgain('TIME')), 'unheard']);
    log.stop.abort();
    await done;
    assert.deepEqual(log.clock.waiting(), []);
  });

  it('hears of an end that came while its connection was dead', async () => {
    const log = followed();
    log.start('a');
    const done = log.follow();
    await settled();
    log.note('a', { running: false, exitCode: 0, finishedAt: log.now() + 100 });
    await log.clock.advance(33_000);
    for (let step = 0; step < 5; step++) await settled();
    assert.equal(log.told.at(-1), news(logNews.stopped('web', 'TIME', 0, undefined)));
    log.stop.abort();
    await done;
  });
});
