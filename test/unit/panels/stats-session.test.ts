import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Container, StatsSample } from '../../../src/engine/container-api.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { InventoryChange } from '../../../src/engine/inventory.ts';
import { EngineError } from '../../../src/errors.ts';
import type { Panel } from '../../../src/panels/panel.ts';
import type { FromStatsPanel, ToStatsPanel } from '../../../src/panels/stats-messages.ts';
import { mostPoints, pointOf } from '../../../src/panels/stats-points.ts';
import { runStats } from '../../../src/panels/stats-session.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { aContainer } from '../../support/fake-engine.ts';

const sample = (at: number, fields: Partial<StatsSample> = {}): StatsSample => ({
  at,
  cpuPercent: 1,
  memory: 2,
  memoryLimit: 3,
  received: 0,
  sent: 0,
  read: 0,
  written: 0,
  processes: 4,
  ...fields,
});

/** A panel, an engine with one stream of stats for each call, and a list of containers, all moved by hand. */
function scene() {
  const posted: ToStatsPanel[] = [];
  const streams: {
    id: string;
    sample: (sample: StatsSample) => void;
    end: () => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const closing = new AbortController();
  const changes: (() => void)[] = [];
  const clock = createFakeClock();
  let visible = true;
  let say: (message: FromStatsPanel) => void = () => {};
  let look: (visible: boolean) => void = () => {};
  const panel: Panel<ToStatsPanel, FromStatsPanel> = {
    post: (message) => void posted.push(message),
    onMessage: (listener) => {
      say = listener;
    },
    get visible() {
      return visible;
    },
    onVisibility: (listener) => {
      look = listener;
    },
    closed: closing.signal,
  };
  const engine = {
    containers: {
      stats: (id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal) =>
        new Promise<void>((end, fail) => {
          streams.push({ id, sample: onSample, end, fail, signal });
          signal.addEventListener('abort', () => end());
        }),
      processes: async (id: string) => {
        if (id === 'two') throw new EngineError('conflict', 'It is not running.');
        return { titles: ['PID'], rows: [['1']] };
      },
    },
  } as unknown as Engine;
  const containers: Container[] = [];
  runStats(
    panel,
    [
      { id: 'one', name: 'web' },
      { id: 'two', name: 'db' },
    ],
    async () => ({
      containers,
      engine: async () => engine,
      onDidChange: (listener) => {
        const told = () => listener({} as InventoryChange);
        changes.push(told);
        return { dispose: () => void changes.splice(changes.indexOf(told), 1) };
      },
    }),
    clock,
  );
  return {
    clock,
    posted,
    streams,
    containers,
    changes,
    say: (message: FromStatsPanel) => say(message),
    look: (seen: boolean) => {
      visible = seen;
      look(seen);
    },
    close: () => closing.abort(),
  };
}

describe('stats panel', () => {
  it('tells rates from counters, none over a restart or without a reading before', () => {
    const first = sample(1000, { received: 100, sent: 100, read: 100, written: 100 });
    assert.equal(pointOf(first, undefined).received, 0);
    const second = pointOf(sample(3000, { received: 300, sent: 100, read: 50, written: 101 }), first);
    assert.deepEqual([second.received, second.sent, second.read, second.written], [100, 0, 0, 0.5]);
    assert.equal(pointOf(sample(1000, { received: 300 }), first).received, 0);
  });

  it('reads every container, tells each point, and all that is known to a page that is loaded anew', async () => {
    const { streams, posted, say } = scene();
    await turn();
    assert.deepEqual(
      streams.map(({ id }) => id),
      ['one', 'two'],
    );
    for (let at = 1; at <= mostPoints + 5; at++) streams[0]?.sample(sample(at * 1000));
    assert.deepEqual(
      posted.slice(0, 2).map(({ type }) => type),
      ['state', 'point'],
    );
    posted.length = 0;
    say({ type: 'ready' });
    const [all] = posted;
    assert.ok(all?.type === 'all');
    assert.deepEqual(
      all.containers.map(({ name, state, points }) => [name, state, points.length]),
      [
        ['web', 'running', mostPoints],
        ['db', 'waiting', 0],
      ],
    );
  });

  it('reads nothing while nobody looks, and goes on when somebody does', async () => {
    const { streams, look } = scene();
    await turn();
    look(false);
    assert.ok(streams.every(({ signal }) => signal.aborted));
    await turn();
    assert.equal(streams.length, 2);
    look(true);
    await turn();
    assert.equal(streams.length, 4);
    assert.ok(streams.slice(2).every(({ signal }) => !signal.aborted));
    // Hidden and shown again before the reading has ended.
    look(false);
    look(true);
    await turn();
    assert.equal(streams.filter(({ signal }) => !signal.aborted).length, 2);
  });

  it('says that a container has stopped or cannot be read, and begins again when it is started', async () => {
    const { streams, posted, containers, changes } = scene();
    await turn();
    streams[0]?.end();
    streams[1]?.fail(new EngineError('connection-lost', 'The engine stopped.'));
    await turn();
    assert.deepEqual(
      posted.map((message) => message.type === 'state' && [message.container.state, message.container.note]),
      [
        ['stopped', ''],
        ['failed', 'The engine stopped.'],
      ],
    );
    containers.push(aContainer({ id: 'one', state: 'running' }), aContainer({ id: 'two', state: 'exited' }));
    for (const change of changes) change();
    await turn();
    assert.deepEqual(
      streams.map(({ id }) => id),
      ['one', 'two', 'one'],
    );
  });

  it('tries again, ever more rarely, where a stream broke whose container still runs', async () => {
    const { clock, streams, containers, look } = scene();
    containers.push(aContainer({ id: 'one', state: 'running' }), aContainer({ id: 'two', state: 'exited' }));
    await turn();
    const broken = () => new EngineError('connection-lost', 'The engine does not answer.');
    for (const stream of streams) stream.fail(broken());
    await clock.advance(999);
    assert.equal(streams.length, 2);
    await clock.advance(1);
    assert.deepEqual([streams.length, streams[2]?.id], [3, 'one']);
    streams[2]?.fail(broken());
    await clock.advance(1_999);
    assert.equal(streams.length, 3);
    await clock.advance(1);
    assert.equal(streams.length, 4);
    streams[3]?.sample(sample(1000));
    streams[3]?.fail(broken());
    await clock.advance(1_000);
    assert.equal(streams.length, 5);
    // Nobody looks: nothing is tried.
    streams[4]?.fail(broken());
    await turn();
    look(false);
    assert.deepEqual(clock.waiting(), []);
  });

  it('tells processes when asked, or why there are none', async () => {
    const { posted, say } = scene();
    say({ type: 'askProcesses', id: 'one' });
    say({ type: 'askProcesses', id: 'two' });
    say({ type: 'askProcesses', id: 'of somebody else' });
    await turn();
    assert.deepEqual(posted, [
      { type: 'processes', id: 'one', titles: ['PID'], rows: [['1']], note: '' },
      { type: 'processes', id: 'two', titles: [], rows: [], note: 'It is not running.' },
    ]);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { streams, changes, close } = scene();
    await turn();
    close();
    assert.deepEqual([streams.every(({ signal }) => signal.aborted), changes.length], [true, 0]);
    await turn();
    assert.equal(streams.length, 2);
  });
});
