// Hundreds of cuts and reconnects: rows stay or come back, and neither memory nor handles grow.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { type Inventory, watchInventory } from '../../src/engine/inventory.ts';
import { dockerHost, type EngineUnderTest, endpointOf, engineUnderTest } from '../engine/engine-under-test.ts';
import { type FaultyRelay, startFaultyRelay } from '../support/faulty-relay.ts';

/** Open sockets, pipes, timers … of this process. */
const handles = () => process.getActiveResourcesInfo().length;

function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('a connection that is cut or made anew hundreds of times', function () {
  this.timeout(300_000);
  let test: EngineUnderTest;
  let relay: FaultyRelay;
  let inventory: Inventory;

  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());
  beforeEach(async () => {
    relay = await startFaultyRelay(dockerHost().replace('unix://', ''));
    inventory = watchInventory({ connect: async () => createEngine(endpointOf(relay.address)), log: () => {} });
    await inventory.lists();
  });
  afterEach(async () => {
    inventory.dispose();
    await relay.close();
  });

  const changedTo = (isWanted: (state: Inventory['connection']['state']) => boolean) =>
    new Promise<void>((resolve) => {
      const { dispose } = inventory.onDidChange(({ connection }) => {
        if (!connection || !isWanted(inventory.connection.state)) return;
        dispose();
        resolve();
      });
    });

  async function doesNotGrow(once: () => Promise<void>, times: number): Promise<void> {
    for (let i = 0; i < 20; i++) await once();
    const [handlesBefore, heapBefore] = [handles(), heap()];
    for (let i = 0; i < times; i++) await once();
    assert.ok(handles() <= handlesBefore + 5, `${handlesBefore} handles became ${handles()}`);
    const grown = (heap() - heapBefore) / 1024 / 1024;
    assert.ok(grown < 5, `${grown.toFixed(1)} MB more`);
  }

  it('by cuts does not grow', async () => {
    await doesNotGrow(async () => {
      const noticed = changedTo((state) => state !== 'connected');
      relay.cut();
      await noticed;
      // Asked for, it does not pause: else two hundred cuts would take a quarter of an hour.
      await inventory.engine();
    }, 200);
    assert.equal(inventory.connection.state, 'connected');
  });

  it('by choosing an engine does not grow', async () => {
    await doesNotGrow(async () => {
      const connected = changedTo((state) => state === 'connected');
      inventory.reconnect();
      await connected;
    }, 200);
  });
});
