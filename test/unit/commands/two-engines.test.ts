// A second engine: an inventory more, and its rows in the view. Both have a container of one id and one name.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastEngine, rememberEngine } from '../../../src/commands/building/profiles.ts';
import { memoryOfEngine } from '../../../src/commands/host/engine-memory.ts';
import { createEquivalents } from '../../../src/commands/host/equivalents.ts';
import { onSameEngine } from '../../../src/commands/host/on-engine.ts';
import { commands } from '../../../src/commands/index.ts';
import { lastRun, rememberLast, savedRuns, saveRun } from '../../../src/commands/running/memory.ts';
import { createEngines, enginesSentences } from '../../../src/engine/engines.ts';
import { type Inventory, watchInventory } from '../../../src/engine/inventory.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { engineRow } from '../../../src/explorer/engine-row.ts';
import { arrange, plainLayout } from '../../../src/explorer/layout.ts';
import { distinctRefs, type ObjectRef } from '../../../src/explorer/object-ref.ts';
import { createTreeNodes, type TreeNode } from '../../../src/explorer/tree-nodes.ts';
import { aContainer, createFakeEngine } from '../../support/fake-engine.ts';
import { memoryBuilds } from '../../support/memory-builds.ts';
import { type Answer, scriptedHost } from '../../support/scripted-host.ts';
import { testRegistries } from '../../support/test-registries.ts';

const id = 'a'.repeat(64);
const first = 'f00000000001';
const second = 'f00000000002';

const scene = (engine: string) => {
  const fake = createFakeEngine({ id: engine, containers: [aContainer({ id, name: 'web' })] });
  const inventory = watchInventory({ connect: async () => fake.engine, log: () => undefined });
  return { fake, inventory };
};

describe('two engines', () => {
  let one: ReturnType<typeof scene>;
  let two: ReturnType<typeof scene>;
  beforeEach(async () => {
    one = scene(first);
    two = scene(second);
    await Promise.all([one.inventory.lists(), two.inventory.lists()]);
    for (const { fake } of [one, two]) fake.calls.splice(0);
  });
  afterEach(() => {
    one.inventory.dispose();
    two.inventory.dispose();
  });

  const contextOf = (answers: readonly Answer[] = []) => {
    const engines = createEngines(one.inventory, two.inventory);
    return {
      host: scriptedHost(answers),
      engines,
      builds: memoryBuilds(),
      registries: testRegistries(),
      equivalents: createEquivalents(),
    };
  };
  const rowsIn = (inventory: Inventory) => {
    const shown = inventory.last;
    assert.ok(shown);
    return {
      engine: shown.id,
      heading: engineRow({ ...shown, isConnected: true }),
      rows: arrange(containerKind, inventory, plainLayout, Date.now()),
      isGrey: false,
    };
  };
  /** As the tree shows them: each below the row of its engine. */
  const nodes = (): readonly [TreeNode, TreeNode] => {
    const tree = createTreeNodes();
    tree.update([rowsIn(one.inventory), rowsIn(two.inventory)]);
    const [a, b] = tree.roots.map(({ children }) => children[0]);
    assert.ok(a && b);
    assert.equal(tree.roots.length, 2);
    assert.equal(tree.parentOf(b), tree.roots[1]);
    return [a, b];
  };
  const refs = (...chosen: readonly TreeNode[]): readonly ObjectRef[] =>
    distinctRefs(chosen.flatMap(({ ref }) => ref ?? []));
  const stops = ({ fake }: ReturnType<typeof scene>) => fake.calls.filter((call) => call.includes('stop')).length;

  it('stand in one view with elements of their own, though their containers have one id', () => {
    const [a, b] = nodes();
    assert.equal(a.row.id, b.row.id);
    assert.notEqual(a.key, b.key);
    assert.deepEqual(
      [a.ref, b.ref],
      [
        { engine: first, kind: 'container', id },
        { engine: second, kind: 'container', id },
      ],
    );
  });

  it('are acted on where the row lies', async () => {
    const [, b] = nodes();
    await commands['longshore.container.stop'](contextOf(), refs(b));
    assert.deepEqual([stops(one), stops(two)], [0, 1]);
  });

  it('are acted on one after the other where rows of both are selected', async () => {
    await commands['longshore.container.stop'](contextOf(), refs(...nodes()));
    assert.deepEqual([stops(one), stops(two)], [1, 1]);
  });

  it('take what comes from the palette, and what does not say, to the chosen one', async () => {
    await commands['longshore.container.stop'](contextOf([{ pick: 'web' }]));
    await commands['longshore.container.restart'](contextOf(), [{ engine: undefined, kind: 'container', id }]);
    assert.ok(one.fake.calls.some((call) => call.includes('restart')));
    assert.equal(stops(one), 1);
    assert.deepEqual(two.fake.calls, []);
  });

  it('are both read anew by Refresh', async () => {
    await commands['longshore.refresh'](contextOf());
    for (const { fake } of [one, two]) assert.ok(fake.calls.includes('containers.list'), fake.calls.join());
  });

  it('refuse what belongs to an engine that is not shown any more', async () => {
    const gone = [{ engine: 'f00000000003', kind: 'container', id } as const];
    await assert.rejects(commands['longshore.container.stop'](contextOf(), gone), {
      message: enginesSentences.notShown(),
    });
    assert.deepEqual([stops(one), stops(two)], [0, 0]);
  });

  it('are found by an id that was kept, before anything is connected', async () => {
    const fresh = scene(second);
    const engines = createEngines(fresh.inventory);
    assert.equal((await (await engines.inventory(second)).engine()).id, second);
    await assert.rejects(engines.inventory(first), { kind: 'bad-endpoint' });
    fresh.inventory.dispose();
  });

  it('build again where it was built, or on the chosen one where that is not known or not shown any more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
    try {
      for (const [engine, expected] of [
        [second, [0, 1]],
        ['f00000000003', [1, 0]],
        [undefined, [1, 0]],
      ] as const) {
        const services = contextOf();
        const start = { dockerfile: join(folder, 'Dockerfile'), text: 'FROM scratch\n', profile: { name: 'default' } };
        const build = services.builds.start({ ...start, engine, tags: ['a:1'], before: undefined, cancel: () => {} });
        build.end('built', {});
        await commands['longshore.build.repeat'](services, [{ engine, kind: 'build', id: build.id }]);
        assert.deepEqual(
          [one, two].map(({ fake }) => fake.calls.splice(0).filter((call) => call === 'build').length),
          expected,
          String(engine),
        );
        assert.equal(services.builds.records[0]?.engine, expected[1] === 1 ? second : first);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('build with options where they were used the last time', async () => {
    const services = contextOf();
    await rememberEngine(services.host, '/w/Dockerfile', second);
    assert.equal((await onSameEngine(services, lastEngine(services.host, '/w/Dockerfile'))).engine.id, second);
    assert.equal((await onSameEngine(services, lastEngine(services.host, '/other/Dockerfile'))).engine.id, first);
  });

  it('remember the runs of an image each for itself, and what was kept before engines had ids for both', async () => {
    const { host } = contextOf();
    const run = (port: string) => ({ values: { publish: [port] }, command: [], environmentNames: [] });
    const on = (engine: string) => ({ engine, reference: 'web:1' });
    const old = { values: { publish: ['80:80'] }, command: [], environmentNames: [] };
    await host.memory.set('run options web:1', { last: old, saved: { debug: old } });
    assert.deepEqual(lastRun(host, on(first)), old);
    await rememberLast(host, on(first), run('81:80'), undefined);
    await saveRun(host, on(first), 'debug', undefined);
    assert.deepEqual(lastRun(host, on(first))?.values.publish, ['81:80']);
    assert.deepEqual(savedRuns(host, on(first)), {});
    assert.deepEqual([lastRun(host, on(second)), savedRuns(host, on(second))], [old, { debug: old }]);
    assert.equal(memoryOfEngine(host.memory, first).get('nothing'), undefined);
  });
});
