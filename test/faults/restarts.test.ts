// Engines that are stopped, killed and started again at the same place: everything is right again by itself.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { type Inventory, watchInventory } from '../../src/engine/inventory.ts';
import { endpointOf, engineUnderTest } from '../engine/engine-under-test.ts';
import { startDockerd, whyNoOwnDockerd } from '../support/dockerd.mjs';

describe('an engine that goes and comes back', function () {
  this.timeout(120_000);
  let folder: string;
  let daemon: Awaited<ReturnType<typeof startDockerd>>;
  let inventory: Inventory;
  let leave: () => void;

  const becomes = (state: Inventory['connection']['state']) =>
    new Promise<void>((resolve) => {
      const look = () => inventory.connection.state === state && resolve();
      inventory.onDidChange(look);
      look();
    });

  before(function () {
    if (whyNoOwnDockerd()) this.skip();
  });
  beforeEach(async () => {
    folder = mkdtempSync('/var/tmp/longshore-test-');
    daemon = await startDockerd({ folder });
    inventory = watchInventory({ connect: async () => createEngine(endpointOf(daemon.dockerHost)), log: () => {} });
    leave = inventory.attend();
    await inventory.lists();
  });
  afterEach(async () => {
    leave();
    inventory.dispose();
    await daemon.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Its rows are those of the engine that runs now. */
  async function isRightAgain(): Promise<void> {
    daemon = await startDockerd({ folder });
    await becomes('connected');
    const test = await engineUnderTest(daemon.dockerHost);
    const id = await test.create();
    await new Promise<void>((resolve) => {
      const look = () => inventory.containers.some((container) => container.id === id) && resolve();
      inventory.onDidChange(look);
      look();
    });
    await test.clean();
  }

  it('by being stopped', async () => {
    await daemon.stop();
    await becomes('unreachable');
    await isRightAgain();
  });

  it('by being killed', async () => {
    process.kill(daemon.pid, 'SIGKILL');
    await daemon.ended;
    await becomes('unreachable');
    await isRightAgain();
  });

  it('five times in a row', async () => {
    for (let i = 0; i < 5; i++) {
      await daemon.stop();
      await isRightAgain();
    }
    assert.equal(inventory.connection.state, 'connected');
  });
});
