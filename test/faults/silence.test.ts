// What is promised of connections that die without a word, with the times that users have: nothing here is shortened.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { type Inventory, watchInventory } from '../../src/engine/inventory.ts';
import { dockerHost, type EngineUnderTest, endpointOf, engineUnderTest } from '../engine/engine-under-test.ts';
import { startDockerd, whyNoOwnDockerd } from '../support/dockerd.mjs';
import { startFarEngine, whyNoFarEngine } from '../support/far-engine.ts';
import { startFaultyRelay } from '../support/faulty-relay.ts';

/** Milliseconds: what docs/reliability.md promises. */
const [toldWithin, rightWithin] = [20_000, 2000];

describe('with the usual patience', function () {
  this.timeout(200_000);
  let test: EngineUnderTest;
  let inventory: Inventory;

  const watch = (address: string) => {
    inventory = watchInventory({ connect: async () => createEngine(endpointOf(address)), log: () => {} });
    return inventory.lists();
  };
  const becomes = async (state: Inventory['connection']['state']) => {
    const begun = performance.now();
    await new Promise<void>((resolve) => {
      const look = () => inventory.connection.state === state && resolve();
      inventory.onDidChange(look);
      look();
    });
    return performance.now() - begun;
  };
  const rowAppears = (id: string) =>
    new Promise<void>((resolve) => {
      const look = () => inventory.containers.some((container) => container.id === id) && resolve();
      inventory.onDidChange(look);
      look();
    });
  const inTime = (what: string, took: number, limit: number) =>
    assert.ok(took <= limit, `${what} took ${Math.round(took)} ms, more than ${limit} ms`);

  /** Drops and restores; the view is looked at all the time. */
  async function survives(fault: { begin(): void; end(): void; lasts: number; create(): Promise<string> }) {
    const leave = inventory.attend();
    const begun = performance.now();
    fault.begin();
    inTime('to tell that it is unreachable', await becomes('unreachable'), toldWithin);
    await sleep(fault.lasts - (performance.now() - begun));
    const back = performance.now();
    fault.end();
    const row = rowAppears(await fault.create());
    await row;
    inTime('to be right again', performance.now() - back, rightWithin);
    leave();
  }

  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());
  afterEach(() => inventory.dispose());

  for (const lasts of [30_000, 31_000, 32_000, 100_000]) {
    it(`a route that is lost for ${lasts / 1000} s is told, and rows are right when it is back`, async function () {
      if (whyNoFarEngine()) this.skip();
      const far = await startFarEngine(dockerHost().replace('unix://', ''));
      try {
        await watch(far.address);
        await survives({ begin: far.dropRoute, end: far.restoreRoute, lasts, create: () => test.create() });
      } finally {
        await far.stop();
      }
    });
  }

  it('a relay that swallows all for 60 s is told, and rows are right when it no longer does', async () => {
    const relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    try {
      await watch(relay.address);
      await survives({ begin: relay.freeze, end: relay.thaw, lasts: 60_000, create: () => test.create() });
    } finally {
      inventory.dispose();
      await relay.close();
    }
  });

  it('an engine that is frozen for 40 s is told, and rows are right when it is not any more', async function () {
    if (whyNoOwnDockerd()) this.skip();
    const daemon = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-test-') });
    const own = await engineUnderTest(daemon.dockerHost);
    try {
      await watch(daemon.dockerHost);
      await survives({
        begin: () => process.kill(daemon.pid, 'SIGSTOP'),
        end: () => process.kill(daemon.pid, 'SIGCONT'),
        lasts: 40_000,
        create: () => own.create(),
      });
    } finally {
      await own.clean();
      await daemon.stop();
    }
  });

  it('nothing is asked while nobody looks, nor while there are events; one small request in 8 s of silence else', async () => {
    const relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    try {
      await watch(relay.address);
      const asked = async (milliseconds: number) => {
        const before = relay.requests;
        await sleep(milliseconds);
        return relay.requests - before;
      };
      assert.equal(await asked(30_000), 0, 'while nobody looks');
      const leave = inventory.attend();
      const silent = await asked(42_000);
      assert.ok(silent >= 3 && silent <= 5, `${silent} requests in 42 s of silence`);
      // Each is an event, and none that a row shows.
      const id = await test.run();
      await rowAppears(id);
      const { signal } = new AbortController();
      await sleep(1000);
      const before = relay.requests;
      for (const until = performance.now() + 24_000; performance.now() < until; await sleep(1000))
        await test.engine.containers.processes(id, signal);
      assert.equal(relay.requests - before, 0, 'while there are events');
      leave();
    } finally {
      inventory.dispose();
      await relay.close();
    }
  });
});
