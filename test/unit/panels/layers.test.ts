// What fills the page of layers, without an engine: it reads once, can be stopped, and gives out only what it has told of.
import assert from 'node:assert/strict';
import { tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import { layerSentences } from '../../../src/image-layers/layer-archive.ts';
import type { FromLayersPage, LayersFacts, ToLayersPage } from '../../../src/panels/layers-messages.ts';
import { runLayersPage } from '../../../src/panels/layers-session.ts';
import { settled } from '../../support/fake-clock.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = 'x\u202e\n<b>';

function tar(...members: readonly (readonly [string, Buffer | string])[]): Buffer {
  const blocks = members.flatMap(([path, content]) => {
    const bytes = Buffer.from(content);
    return [
      tarHeader({ path, kind: 'file', mode: 0o644, size: bytes.length, modifiedAt: 1 }),
      bytes,
      tarPadding(bytes.length),
    ];
  });
  return Buffer.concat([...blocks, tarEnd()]);
}

const archive = tar(
  ['a/layer.tar', tar(['etc/one', '1'], [nasty, '22'])],
  ['b/layer.tar', tar(['etc/one', '333'])],
  [
    'c',
    JSON.stringify({
      history: [{ created_by: 'ADD' }, { created_by: 'ENV', empty_layer: true }, { created_by: 'RUN' }],
    }),
  ],
  ['manifest.json', JSON.stringify([{ Config: 'c', Layers: ['a/layer.tar', 'b/layer.tar'] }])],
);
const facts: LayersFacts = {
  name: 'app:1',
  size: 3,
  steps: [{ instruction: 'RUN true', size: 3, createdAt: 1, line: 4, isOfBase: false }],
  dockerfile: '/project/Dockerfile',
};

function scene(pieces: () => AsyncIterable<Buffer>) {
  const panel = scriptedPanel<ToLayersPage, FromLayersPage>();
  const done: unknown[] = [];
  const told: unknown[] = [];
  let reads = 0;
  const watchers: (() => void)[] = [];
  const post = panel.post;
  const watched = {
    ...panel,
    get visible() {
      return panel.visible;
    },
    post: (message: ToLayersPage) => {
      post(message);
      for (const watcher of watchers) watcher();
    },
  };
  const inventory = scriptedInventory({});
  runLayersPage(watched, 'app:1', {
    inventory: async () => inventory.inventory,
    read: async () => facts,
    archive: async () => {
      reads++;
      return pieces();
    },
    tellWasted: (_, wasted) => void told.push(...wasted),
    run: (action) => void done.push(action),
    openFile: (file) => void done.push(file),
    compareFiles: (...files) => void done.push(files),
    extract: (...part) => void done.push(part),
    openLine: (...line) => void done.push(line),
    copy: (text) => void done.push(text),
  });
  const state = () => panel.posted.findLast((message) => message.type === 'reading')?.reading;
  return {
    panel,
    done,
    told,
    reads: () => reads,
    state,
    /** Resolves once the reading is in this state. */
    when: (wanted: string) =>
      new Promise<void>((resolve) => {
        const look = () => state()?.state === wanted && resolve();
        watchers.push(look);
        look();
      }),
  };
}

describe('the page of layers', () => {
  const whole = () =>
    (async function* () {
      yield archive;
    })();

  it('tells the steps at once, reads the files once, and tells all again when it is shown again', async () => {
    const { panel, reads, when } = scene(whole);
    await when('read');
    assert.equal(panel.posted.findIndex(({ type }) => type === 'facts') >= 0, true);
    panel.look(false);
    panel.look(true);
    panel.posted.length = 0;
    panel.say({ type: 'ready' });
    await when('read');
    assert.deepEqual(new Set(panel.posted.map(({ type }) => type)), new Set(['facts', 'hold', 'reading']));
    panel.say({ type: 'read' });
    assert.equal(reads(), 1);
  });

  it('tells which step wastes what of which', async () => {
    const { told, when } = scene(whole);
    await when('read');
    assert.deepEqual(told, [{ step: 0, by: 2, bytes: 1 }]);
  });

  it('gives folders and finds paths, with names that turn nothing', async () => {
    const { panel, when } = scene(whole);
    await when('read');
    panel.say({ type: 'folder', view: 0, path: '' });
    const top = panel.posted.at(-1);
    assert.ok(top?.type === 'folder');
    assert.deepEqual(
      top.entries.map(({ kind, bytes }) => [kind, bytes]),
      [
        ['folder', 1],
        ['file', 2],
      ],
    );
    assert.doesNotMatch(String(top.entries[1]?.name), /[\u202e\n]/);
    // Only what is asked for last is answered.
    panel.say({ type: 'find', view: 1, text: 'etc', changes: ['changed'] });
    panel.say({ type: 'find', view: 1, text: ' ONE ', changes: ['changed'] });
    await settled();
    const found = panel.posted.at(-1);
    assert.ok(found?.type === 'found');
    assert.deepEqual(
      found.entries.map(({ path, change }) => [path, change]),
      [['etc/one', 'changed']],
    );
    panel.say({ type: 'find', view: 1, text: 'one', changes: ['added'] });
    await settled();
    assert.equal((panel.posted.at(-1) as { total?: number }).total, 0);
  });

  it('opens files of layers, and lines of the Dockerfile, that are there', async () => {
    const { panel, done, when } = scene(whole);
    await when('read');
    const open = (layer: number, path: string) => panel.say({ type: 'openFile', layer, path });
    open(0, 'etc/one');
    open(1, 'etc/one');
    for (const [layer, path] of [
      [7, 'etc/one'],
      [0, 'etc'],
      [0, '../etc/one'],
      [0, 'none'],
    ] as const)
      open(layer, path);
    panel.say({ type: 'openLine', line: 3 });
    panel.say({ type: 'openLine', line: 4 });
    assert.deepEqual(done, [
      { member: 'a/layer.tar', path: 'etc/one', size: 1, isSeen: false },
      { member: 'b/layer.tar', path: 'etc/one', size: 3, isSeen: true },
      ['/project/Dockerfile', 4],
    ]);
  });

  it('compares with the layer below that has it, and extracts what is there', async () => {
    const { panel, done, when } = scene(whole);
    await when('read');
    const [older, newer] = [
      { member: 'a/layer.tar', path: 'etc/one', size: 1, isSeen: false },
      { member: 'b/layer.tar', path: 'etc/one', size: 3, isSeen: true },
    ];
    for (const [layer, path] of [
      [1, 'etc/one'],
      [0, 'etc/one'],
      [1, nasty],
      [-1, 'etc/one'],
    ] as const)
      panel.say({ type: 'compareFile', layer, path });
    assert.deepEqual(done, [[older, newer]]);
    done.length = 0;
    for (const [view, path] of [
      [0, 'etc'],
      ['all', 'etc/one'],
      ['all', ''],
      [1, 'etc/../x'],
      [7, 'etc'],
    ] as const)
      panel.say({ type: 'extract', view, path });
    assert.deepEqual(done, [
      ['a/layer.tar', 'etc'],
      [undefined, 'etc/one'],
    ]);
  });

  it('can be stopped, and read again', async () => {
    let isFirst = true;
    let asked = () => {};
    const begun = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { panel, reads, when } = scene(() => {
      if (!isFirst) return whole();
      isFirst = false;
      return (async function* () {
        yield archive.subarray(0, 512);
        asked();
        await new Promise<void>((resolve) => {
          panel.onMessage(({ type }) => type === 'stop' && resolve());
        });
        throw new Error('aborted');
      })();
    });
    await begun;
    panel.say({ type: 'stop' });
    await when('stopped');
    panel.say({ type: 'read' });
    await when('read');
    assert.equal(reads(), 2);
  });

  it('says why the files could not be read', async () => {
    const { state, when } = scene(() =>
      (async function* () {
        yield Buffer.alloc(0);
      })(),
    );
    await when('failed');
    assert.equal((state() as { words?: string }).words, layerSentences.noLayers());
  });
});
