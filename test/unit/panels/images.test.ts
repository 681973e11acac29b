// What fills the page of two images beside each other, without an engine.
import assert from 'node:assert/strict';
import { tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import type { FromImagesPage, ImagesFacts, ImagesResult, ToImagesPage } from '../../../src/panels/images-messages.ts';
import { runImagesPage } from '../../../src/panels/images-session.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = 'x\u202e\n<b>';

type Member = readonly [path: string, content: Buffer | string, mode?: number];

function tar(...members: readonly Member[]): Buffer {
  const blocks = members.flatMap(([path, content, mode = 0o644]) => {
    const bytes = Buffer.from(content);
    return [
      tarHeader({ path, kind: 'file', mode, size: bytes.length, modifiedAt: 1 }),
      bytes,
      tarPadding(bytes.length),
    ];
  });
  return Buffer.concat([...blocks, tarEnd()]);
}

const image = (...files: readonly Member[]) =>
  tar(
    ['a/layer.tar', tar(...files)],
    ['c', JSON.stringify({ history: [{ created_by: 'ADD' }] })],
    ['manifest.json', JSON.stringify([{ Config: 'c', Layers: ['a/layer.tar'] }])],
  );
const older = image(
  ['etc/same', '1'],
  ['etc/one', '1'],
  ['etc/mode', '1'],
  ['usr/lib/deep/gone', '4444'],
  ['was', 'file'],
);
const newer = image(
  ['etc/same', '1'],
  ['etc/one', '333'],
  ['etc/mode', '1', 0o755],
  [`usr/share/${nasty}`, '22'],
  ['was/folder/now', '1'],
);
const facts: ImagesFacts = { older: { name: 'app:1', size: 3 }, newer: { name: 'app:2', size: 4 } };

function scene(stall = false) {
  const panel = scriptedPanel<ToImagesPage, FromImagesPage>();
  const done: unknown[] = [];
  const watchers: (() => void)[] = [];
  const sides: string[] = [];
  const post = panel.post;
  const watched = {
    ...panel,
    get visible() {
      return panel.visible;
    },
    post: (message: ToImagesPage) => {
      post(message);
      for (const watcher of watchers) watcher();
    },
  };
  const inventory = scriptedInventory({});
  runImagesPage(watched, {
    inventory: async () => inventory.inventory,
    read: async () => facts,
    archive: async (_engine, side, signal) => {
      sides.push(side);
      return (async function* () {
        signal.throwIfAborted();
        if (stall) {
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
        }
        yield side === 'older' ? older : newer;
      })();
    },
    openImage: (side) => void done.push(side),
    openFile: ({ path }) => void done.push(path),
    copy: (text) => void done.push(text),
    copyAll: (_facts, differences) => void done.push(differences.map(({ path }) => path)),
  });
  const state = () => panel.posted.findLast((message) => message.type === 'reading')?.reading;
  return {
    panel,
    done,
    sides,
    when: (wanted: string) =>
      new Promise<void>((resolve) => {
        const look = () => state()?.state === wanted && resolve();
        watchers.push(look);
        look();
      }),
    result: (): ImagesResult => {
      const reading = state();
      assert.ok(reading?.state === 'read');
      return reading.result;
    },
    folder: (path: string) => {
      panel.say({ type: 'folder', path });
      const message = panel.posted.at(-1);
      assert.ok(message?.type === 'folder');
      return message.entries;
    },
    found: (text: string, kinds: readonly ('added' | 'changed' | 'removed')[]) => {
      panel.say({ type: 'find', text, kinds });
      const message = panel.posted.at(-1);
      assert.ok(message?.type === 'found');
      return message.entries.map(({ path }) => path);
    },
  };
}

describe('the page of two images beside each other', () => {
  it('reads each once, and sums up by what has become of the files', async () => {
    const { panel, sides, when, result } = scene();
    await when('read');
    assert.deepEqual(result(), {
      counts: { added: 2, changed: 2, removed: 2 },
      bytes: { added: 3, changed: 2, removed: -8 },
      before: 10,
      after: 7,
    });
    panel.look(false);
    panel.look(true);
    panel.posted.length = 0;
    panel.say({ type: 'ready' });
    panel.say({ type: 'read' });
    assert.deepEqual(new Set(panel.posted.map(({ type }) => type)), new Set(['facts', 'hold', 'reading']));
    assert.deepEqual(sides, ['older', 'newer']);
  });

  it('gives folders with their sums, and joins those that hold nothing else', async () => {
    const { when, folder } = scene();
    await when('read');
    assert.deepEqual(
      folder('').map(({ kind, name, before, after }) => [kind, name, before, after]),
      [
        ['folder', 'etc', 2, 4],
        ['folder', 'usr', 4, 2],
        // It is a folder now.
        ['folder', 'was/folder', 0, 1],
        ['removed', 'was', 4, undefined],
      ],
    );
    assert.deepEqual(
      folder('usr').map(({ name, path }) => [name, path]),
      [
        ['lib/deep', 'usr/lib/deep'],
        ['share', 'usr/share'],
      ],
    );
    assert.doesNotMatch(String(folder('usr/share')[0]?.name), /[\u202e\n]/);
    const [mode, one] = folder('etc');
    assert.deepEqual(
      [mode, one].map((entry) => entry && 'modes' in entry && [entry.kind, entry.modes]),
      [
        ['changed', [0o644, 0o755]],
        ['changed', undefined],
      ],
    );
  });

  it('finds paths of the wanted changes, and opens only what it has told of', async () => {
    const { panel, done, when, found } = scene();
    await when('read');
    assert.deepEqual(found(' ETC ', ['added', 'changed', 'removed']), ['etc/mode', 'etc/one']);
    assert.deepEqual(found('o', ['removed']), ['usr/lib/deep/gone']);
    for (const path of ['etc/one', 'etc/same', 'etc', '../x', '']) panel.say({ type: 'openFile', path });
    panel.say({ type: 'run', action: 'older' });
    panel.say({ type: 'copyAll' });
    assert.deepEqual(done, [
      'etc/one',
      'older',
      ['etc/mode', 'etc/one', 'usr/lib/deep/gone', `usr/share/${nasty}`, 'was', 'was/folder/now'],
    ]);
  });

  it('can be stopped, and begins again when it is asked to', async () => {
    const { panel, done, when } = scene(true);
    await when('reading');
    panel.say({ type: 'stop' });
    await when('stopped');
    panel.say({ type: 'copyAll' });
    panel.say({ type: 'read' });
    await when('reading');
    panel.close();
    const states = panel.posted.flatMap((message) => (message.type === 'reading' ? [message.reading.state] : []));
    assert.deepEqual(states, ['reading', 'stopped', 'reading']);
    assert.deepEqual(done, []);
  });
});
