import assert from 'node:assert/strict';
import {
  type BeatClock,
  createHeartbeat,
  type Heartbeat,
  type Probe,
  whileAlive,
} from '../../../src/engine/dockerode/heartbeat.ts';
import { createPatience, usualPatience } from '../../../src/engine/dockerode/patience.ts';
import { createTurns } from '../../../src/engine/dockerode/turns.ts';
import { EngineError } from '../../../src/errors.ts';
import { settled } from '../../support/fake-clock.ts';

const silentError = new EngineError('unreachable', 'It is silent.');

describe('the heartbeat', () => {
  let now: number;
  let bytes: number;
  let asked: number;
  let answers: boolean;
  let look: (() => void) | undefined;
  let heartbeat: Heartbeat;

  const clock: BeatClock = {
    now: () => now,
    every: (_milliseconds, callback) => {
      look = callback;
      return () => {
        look = undefined;
      };
    },
  };
  /** Lets the time pass as the heartbeat looks: each two seconds. */
  const pass = async (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 2000) {
      now += 2000;
      look?.();
      await settled();
    }
  };
  const ping: Probe = async () => {
    asked++;
    if (!answers) throw silentError;
  };
  const create = (afterSleep?: () => EngineError) =>
    createHeartbeat({
      silence: 8000,
      ping,
      inTime: (signal, probe) => probe(signal),
      heard: () => bytes,
      afterSleep,
      clock,
    });

  beforeEach(() => {
    now = 0;
    bytes = 0;
    asked = 0;
    answers = true;
    look = undefined;
    heartbeat = create();
  });

  it('does not look while nobody depends on the engine', () => {
    assert.equal(look, undefined);
    heartbeat.join({ isPassive: true, onLost: () => {} });
    assert.equal(look, undefined);
    const leave = heartbeat.join({ onLost: () => {} });
    assert.ok(look);
    leave();
    assert.equal(look, undefined);
  });

  it('asks nothing while bytes come, and once for each silence', async () => {
    heartbeat.join({ onLost: () => assert.fail() });
    for (let i = 0; i < 20; i++) {
      bytes++;
      await pass(2000);
    }
    assert.equal(asked, 0);
    await pass(16_000);
    assert.equal(asked, 2);
  });

  it('tells everybody once that the engine is silent, and rests', async () => {
    const told: string[] = [];
    heartbeat.join({ onLost: ({ message }) => told.push(`stream: ${message}`) });
    heartbeat.join({ isPassive: true, onLost: ({ message }) => told.push(`events: ${message}`) });
    answers = false;
    await pass(30_000);
    assert.deepEqual(told, ['stream: It is silent.', 'events: It is silent.']);
    assert.equal(asked, 1);
    assert.equal(look, undefined);
    assert.equal(heartbeat.users, 0);
  });

  it('asks at once when something failed elsewhere, also on behalf of passive ones', async () => {
    let lost = 0;
    heartbeat.join({ isPassive: true, onLost: () => lost++ });
    answers = false;
    heartbeat.ask();
    heartbeat.ask();
    await settled();
    assert.deepEqual([asked, lost], [1, 1]);
  });

  it('uses the probe of who has one', async () => {
    let probed = 0;
    heartbeat.join({ onLost: () => {}, probe: async () => probed++ });
    await pass(8000);
    assert.deepEqual([asked, probed], [0, 1]);
  });

  it('gives up network connections after sleep at once, and asks over those of this machine', async () => {
    let lost = 0;
    heartbeat.join({ onLost: () => lost++ });
    now += 3_600_000;
    look?.();
    await settled();
    assert.deepEqual([asked, lost], [1, 0]);
    const slept = new EngineError('connection-lost', 'It slept.');
    const far = create(() => slept);
    const told: EngineError[] = [];
    far.join({ onLost: (error) => told.push(error) });
    now += 3_600_000;
    look?.();
    assert.deepEqual(told, [slept]);
  });

  it('ends work that waits for a silent engine, and only that', async () => {
    const { signal } = new AbortController();
    const working = whileAlive(
      heartbeat,
      signal,
      (ending) => new Promise((_, reject) => ending.addEventListener('abort', () => reject(ending.reason))),
    );
    const outcome = assert.rejects(working, silentError);
    answers = false;
    await pass(8000);
    await outcome;
    assert.equal(await whileAlive(heartbeat, signal, async () => 42), 42);
    assert.equal(heartbeat.users, 0);
  });

  it('tells when it is not used any more', () => {
    let unused = 0;
    heartbeat.whenUnused(() => unused++);
    assert.equal(unused, 1);
    const leave = heartbeat.join({ onLost: () => {} });
    heartbeat.whenUnused(() => unused++);
    assert.equal(unused, 1);
    leave();
    leave();
    assert.equal(unused, 2);
  });
});

describe('patience', () => {
  it('is long for the first answer, and then as long as that makes sensible', () => {
    const settings = { ...usualPatience, first: 20_000, quick: 5000 };
    const patience = createPatience(settings);
    assert.equal(patience.limit(), 20_000);
    patience.answered(100, false);
    assert.equal(patience.limit(), 5000);
    // A long request says nothing of the engine, a slow ping does.
    patience.answered(4000, false);
    assert.equal(patience.limit(), 5000);
    patience.answered(4000, true);
    assert.equal(patience.limit(), 16_000);
    patience.answered(19_000, true);
    assert.equal(patience.limit(), 60_000);
  });
});

describe('turns', () => {
  it('lets so many work at once, in order, and those who give up leave', async () => {
    const turns = createTurns(2);
    const begun: string[] = [];
    const finish: Record<string, () => void> = {};
    const work = (name: string) => () =>
      new Promise<void>((resolve) => {
        begun.push(name);
        finish[name] = resolve;
      });
    const ending = new AbortController();
    const first = turns.take(undefined, work('first'));
    const second = turns.take(undefined, work('second'));
    const third = turns.take(ending.signal, work('third'));
    const fourth = turns.take(undefined, work('fourth'));
    await settled();
    assert.deepEqual(begun, ['first', 'second']);
    ending.abort(new Error('Enough.'));
    await assert.rejects(third, /Enough/);
    finish.first?.();
    await first;
    await settled();
    assert.deepEqual(begun, ['first', 'second', 'fourth']);
    finish.second?.();
    finish.fourth?.();
    await Promise.all([second, fourth]);
  });

  it('goes on after work that failed', async () => {
    const turns = createTurns(1);
    await assert.rejects(turns.take(undefined, () => Promise.reject(new Error('No.'))));
    assert.equal(await turns.take(undefined, async () => 1), 1);
  });
});
