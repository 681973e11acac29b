import assert from 'node:assert/strict';
import type { DiskUsage } from '../../../src/engine/disk-usage.ts';
import { diskFacts } from '../../../src/panels/disk-facts.ts';
import type { FromDiskPage, ToDiskPage } from '../../../src/panels/disk-messages.ts';
import { runDiskPage } from '../../../src/panels/disk-session.ts';
import { settled } from '../../support/fake-clock.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = '<img src=x>\u202e';
const usage: DiskUsage = {
  layers: 500_000_000,
  images: [
    { id: 'sha256:used', size: 300_000_000, sharedSize: 100_000_000, containers: 1 },
    { id: 'sha256:unused', size: 250_000_000, sharedSize: 100_000_000, containers: 0 },
    { id: 'sha256:untold', size: 150_000_000, sharedSize: -1, containers: 0 },
  ],
  containers: [
    { id: 'one', size: 10_000_000, running: true },
    { id: 'two', size: 20_000_000, running: false },
  ],
  volumes: [
    { name: nasty, size: 400_000_000, references: 0 },
    { name: 'untold', size: -1, references: 0 },
  ],
  buildCache: 70_000_000,
  buildCacheReclaimable: 60_000_000,
};
const facts = diskFacts(usage, { images: new Map([['sha256:used', 'app:1']]), containers: new Map() }, 5);

describe('the page of the disk', () => {
  it('tells what takes space, what would be freed, and the largest of each kind', () => {
    assert.deepEqual(
      facts.parts.map(({ kind, bytes, reclaimable }) => [kind, bytes / 1e6, reclaimable / 1e6]),
      [
        ['images', 500, 150],
        ['containers', 30, 20],
        ['volumes', 400, 400],
        ['buildCache', 70, 60],
      ],
    );
    assert.deepEqual([facts.total / 1e6, facts.reclaimable / 1e6], [1000, 630]);
    assert.deepEqual(
      facts.parts[0]?.largest.map(({ name, own, isUsed }) => [name, own && own / 1e6, isUsed]),
      [
        ['app:1', 200, true],
        ['unused', 150, false],
        ['untold', undefined, false],
      ],
    );
    assert.deepEqual(
      facts.parts[2]?.largest.map(({ name }) => name),
      ['<img src=x>�'],
    );
  });

  it('counts unused images of which nothing would be freed, since others have their layers, too', () => {
    const shared = { size: 100, sharedSize: 100 };
    const images = [
      { id: 'sha256:used', ...shared, containers: 1 },
      { id: 'sha256:one', ...shared, containers: 0 },
      { id: 'sha256:two', ...shared, containers: 0 },
      { id: 'sha256:own', size: 101, sharedSize: 100, containers: 0 },
      { id: 'sha256:empty', size: 0, sharedSize: 0, containers: 0 },
      { id: 'sha256:untold', size: 100, sharedSize: -1, containers: 0 },
    ];
    const { parts } = diskFacts({ ...usage, images }, { images: new Map(), containers: new Map() }, 5);
    assert.deepEqual(
      parts.map(({ freeingNothing }) => freeingNothing),
      [2, 0, 0, 0],
    );
  });

  it('is empty where nothing takes space', () => {
    const empty = { layers: 0, images: [], containers: [], volumes: [], buildCache: 0, buildCacheReclaimable: 0 };
    assert.equal(diskFacts(empty, { images: new Map(), containers: new Map() }, 5).total, 0);
  });

  it('is measured when images or volumes change and when it is asked, and opens what it lists', async () => {
    const panel = scriptedPanel<ToDiskPage, FromDiskPage>();
    const watched = scriptedInventory({});
    const done: (readonly string[])[] = [];
    let reads = 0;
    runDiskPage(panel, {
      inventory: async () => watched.inventory,
      read: async () => {
        reads++;
        return facts;
      },
      free: (kind) => done.push(['free', kind]),
      open: (kind, id) => done.push(['open', kind, id]),
    });
    await settled();
    await watched.change({ containers: true });
    await watched.change({ images: true });
    panel.say({ type: 'refresh' });
    await settled();
    assert.equal(reads, 3);
    panel.say({ type: 'run', action: 'volumes' });
    panel.say({ type: 'open', kind: 'images', id: 'sha256:used' });
    panel.say({ type: 'open', kind: 'volumes', id: 'sha256:used' });
    assert.deepEqual(done, [
      ['free', 'volumes'],
      ['open', 'images', 'sha256:used'],
    ]);
  });
});
