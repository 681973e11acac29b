import assert from 'node:assert/strict';
import type { Container, StatsSample } from '../../../src/engine/container-api.ts';
import { EngineError } from '../../../src/errors.ts';
import type { FromStatsPage, ToStatsPage } from '../../../src/panels/stats-messages.ts';
import { mostPoints, pointOf } from '../../../src/panels/stats-points.ts';
import { runStats } from '../../../src/panels/stats-session.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { aContainer } from '../../support/fake-engine.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

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

const web = aContainer({ id: 'one', name: 'web' });
const db = aContainer({ id: 'two', name: 'db' });

/** A page, an engine with one stream of stats for each call, and a list of containers, all moved by hand. */
function scene(meant: readonly Container[] | 'all' = [web, db], listed: Container[] = [web, db]) {
  const panel = scriptedPanel<ToStatsPage, FromStatsPage>();
  const clock = createFakeClock();
  const opened: string[] = [];
  const streams: {
    id: string;
    sample: (sample: StatsSample) => void;
    end: () => void;
    fail: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const engine = {
    containers: {
      stats: (id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal) =>
        new Promise<void>((end, fail) => {
          streams.push({ id, sample: onSample, end, fail, signal });
          signal.addEventListener('abort', () => end());
        }),
      processes: async (id: string) => {
        if (id === 'two') throw new EngineError('conflict', 'It is not running.');
        return { titles: ['PID'], rows: [['1\u202e']] };
      },
    },
  };
  const watched = scriptedInventory(engine, {
    containers: listed,
    lists: async () => ({ containers: listed }) as never,
  });
  runStats(panel, {
    containers: meant === 'all' ? undefined : meant,
    inventory: async () => watched.inventory,
    open: (id) => opened.push(id),
    clock,
  });
  const told = <Type extends ToStatsPage['type']>(type: Type) =>
    panel.posted.filter((message): message is Extract<ToStatsPage, { type: Type }> => message.type === type);
  const states = () =>
    told('containers')
      .at(-1)
      ?.containers.map(({ name, state }) => `${name} ${state}`);
  return { panel, clock, streams, listed, opened, told, states, ...watched };
}

describe('the page of stats', () => {
  it('tells rates from counters, none over a restart or without a reading before', () => {
    const first = sample(1000, { received: 100, sent: 100, read: 100, written: 100 });
    assert.equal(pointOf(first, undefined).received, 0);
    const second = pointOf(sample(3000, { received: 300, sent: 100, read: 50, written: 101 }), first);
    assert.deepEqual([second.received, second.sent, second.read, second.written], [100, 0, 0, 0.5]);
    assert.equal(pointOf(sample(1000, { received: 300 }), first).received, 0);
  });

  it('reads every container, tells twice a second, and all that is known to a page that is loaded anew', async () => {
    const { streams, panel, told, clock, states } = scene();
    await settled();
    assert.deepEqual(
      streams.map(({ id }) => id),
      ['one', 'two'],
    );
    for (let at = 1; at <= mostPoints + 5; at++) streams[0]?.sample(sample(at * 1000));
    streams[1]?.sample(sample(1000));
    await clock.advance(500);
    assert.deepEqual(
      told('points').map(({ points }) => points.map(({ id, points: some }) => [id, some.length])),
      [
        [
          ['one', mostPoints + 5],
          ['two', 1],
        ],
      ],
    );
    assert.deepEqual(states(), ['web running', 'db running']);
    panel.posted.length = 0;
    panel.say({ type: 'ready' });
    assert.deepEqual(
      told('points').map(({ anew, points }) => [anew, points.map(({ points: some }) => some.length)]),
      [[true, [mostPoints, 1]]],
    );
    assert.deepEqual(states(), ['web running', 'db running']);
  });

  it('is of all that run where none is named: they come and go', async () => {
    const stopped = aContainer({ id: 'three', name: 'job', state: 'exited' });
    const { streams, listed, states, change } = scene('all', [web, stopped]);
    await settled();
    assert.deepEqual(states(), ['web waiting']);
    listed.splice(0, 2, aContainer({ ...web, state: 'exited' }), aContainer({ ...stopped, state: 'running' }), db);
    await change({ containers: true });
    assert.deepEqual(states(), ['job waiting', 'db waiting']);
    assert.deepEqual(
      streams.map(({ id, signal }) => [id, signal.aborted]),
      [
        ['one', true],
        ['three', false],
        ['two', false],
      ],
    );
  });

  it('reads nothing while nobody looks, and goes on when somebody does', async () => {
    const { streams, panel, attending } = scene();
    await settled();
    panel.look(false);
    await settled();
    assert.ok(streams.every(({ signal }) => signal.aborted));
    assert.deepEqual([streams.length, attending()], [2, 0]);
    panel.look(true);
    await settled();
    assert.deepEqual([streams.length, attending()], [4, 1]);
    // Hidden and shown again before the reading has ended.
    panel.look(false);
    panel.look(true);
    await settled();
    assert.equal(streams.filter(({ signal }) => !signal.aborted).length, 2);
  });

  it('says that a container has stopped, cannot be read or was removed, and begins again when it is started', async () => {
    const { streams, listed, states, told, change } = scene();
    await settled();
    streams[0]?.end();
    streams[1]?.fail(new EngineError('connection-lost', 'The engine stopped.'));
    await settled();
    assert.deepEqual(states(), ['web stopped', 'db failed']);
    assert.equal(told('containers').at(-1)?.containers[1]?.note, 'The engine stopped.');
    listed.splice(0, 2, aContainer({ ...web, state: 'exited' }));
    await change({ containers: true });
    assert.deepEqual(states(), ['web stopped', 'db removed']);
    listed.splice(0, 1, web);
    await change({ containers: true });
    assert.deepEqual([states()?.[0], streams.at(-1)?.id], ['web waiting', 'one']);
  });

  it('tries again, ever more rarely, where a stream broke whose container still runs', async () => {
    const { clock, streams, panel } = scene([web], [web]);
    await settled();
    const broken = () => new EngineError('connection-lost', 'The engine does not answer.');
    streams[0]?.fail(broken());
    await clock.advance(999);
    assert.equal(streams.length, 1);
    await clock.advance(1);
    streams[1]?.fail(broken());
    await clock.advance(1_999);
    assert.equal(streams.length, 2);
    await clock.advance(1);
    streams[2]?.sample(sample(1000));
    streams[2]?.fail(broken());
    await clock.advance(1_000);
    assert.equal(streams.length, 4);
    // Nobody looks: nothing is tried.
    streams[3]?.fail(broken());
    await settled();
    panel.look(false);
    assert.deepEqual(clock.waiting(), []);
  });

  it('says that the engine is away', async () => {
    const { told, connection, change } = scene();
    await settled();
    connection({ state: 'unreachable', error: new EngineError('unreachable', 'Nobody answers.') });
    await change({ connection: true });
    assert.equal(told('hold').at(-1)?.words, 'Nobody answers.');
    connection({ state: 'connected' });
    await change({ connection: true, containers: true });
    assert.equal(told('hold').at(-1)?.hold, 'live');
  });

  it('tells processes when asked, or why there are none, and opens what it lists', async () => {
    const { panel, told, opened } = scene();
    await settled();
    for (const id of ['one', 'two', 'of somebody else']) {
      panel.say({ type: 'askProcesses', id });
      panel.say({ type: 'open', id });
    }
    await settled();
    assert.deepEqual(told('processes'), [
      { type: 'processes', id: 'one', titles: ['PID'], rows: [['1�']], note: '' },
      { type: 'processes', id: 'two', titles: [], rows: [], note: 'It is not running.' },
    ]);
    assert.deepEqual(opened, ['one', 'two']);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { streams, panel, listening, attending } = scene();
    await settled();
    panel.close();
    await settled();
    assert.deepEqual([streams.every(({ signal }) => signal.aborted), listening(), attending()], [true, 0, 0]);
    assert.equal(streams.length, 2);
  });
});
