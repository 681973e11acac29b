import assert from 'node:assert/strict';
import type { ContainerDetails, FileChange } from '../../../src/engine/container-api.ts';
import { EngineError } from '../../../src/errors.ts';
import { type FromChangesPage, mostListed, type ToChangesPage } from '../../../src/panels/changes-messages.ts';
import { runChangesPage } from '../../../src/panels/changes-session.ts';
import { type ChangeFolder, changeTree, filtered, withoutParents } from '../../../src/panels/changes-tree.ts';
import { settled } from '../../support/fake-clock.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = '/<b>\u202e\n/x';
const change = (path: string, kind: FileChange['kind'] = 'changed'): FileChange => ({ path, kind });
const shown = (...paths: readonly string[]) => paths.map((path, at) => ({ path, kind: 'added' as const, at }));
const outline = ({ name, folders, files, count }: ChangeFolder): unknown => [
  name,
  count,
  folders.map(outline),
  files.map(({ path }) => path),
];

describe('the tree of changed files', () => {
  it('leaves out folders that only hold a change, and joins those that hold one folder alone', () => {
    const changes = withoutParents([
      change('/var'),
      change('/var/lib'),
      change('/var/lib/app'),
      change('/var/lib/app/a', 'added'),
      change('/var/lib/app/b', 'added'),
      change('/empty', 'added'),
    ]);
    assert.deepEqual(
      changes.map(({ path }) => path),
      ['/var/lib/app/a', '/var/lib/app/b', '/empty'],
    );
    const tree = changeTree(changes.map((each, at) => ({ ...each, at })));
    assert.deepEqual(outline(tree), [
      '',
      3,
      [['var/lib/app', 2, [], ['/var/lib/app/a', '/var/lib/app/b']]],
      ['/empty'],
    ]);
  });

  it('keeps what is named like a part of every object', () => {
    const tree = changeTree(shown('/__proto__/constructor', '/constructor/x'));
    assert.deepEqual(outline(tree), [
      '',
      2,
      [
        ['__proto__', 1, [], ['/__proto__/constructor']],
        ['constructor', 1, [], ['/constructor/x']],
      ],
      [],
    ]);
  });

  it('is filtered by what is typed, and by kinds', () => {
    const all = shown('/etc/Passwd', '/var/x');
    const paths = (text: string, ...kinds: FileChange['kind'][]) =>
      filtered(all, { text, kinds }).map(({ path }) => path);
    assert.deepEqual(paths(' passwd ', 'added'), ['/etc/Passwd']);
    assert.deepEqual(paths('', 'deleted'), []);
  });
});

function scene(changes: FileChange[]) {
  const panel = scriptedPanel<ToChangesPage, FromChangesPage>();
  const state = { details: { name: 'web', state: 'running', imageId: 'sha256:i' }, isThere: true, reads: 0 };
  const watched = scriptedInventory({
    containers: {
      inspect: async () => {
        if (!state.isThere) throw new EngineError('not-found', 'gone');
        return { image: 'app:1', startedAt: 1, finishedAt: undefined, ...state.details } as ContainerDetails;
      },
      changes: async () => {
        state.reads++;
        return changes;
      },
    },
  });
  const done: (readonly unknown[])[] = [];
  runChangesPage(
    panel,
    { id: 'c1', name: 'web' },
    {
      inventory: async () => watched.inventory,
      run: (action) => done.push(['run', action]),
      compare: ({ path }, image) => done.push(['compare', path, image]),
      openFile: ({ path }) => done.push(['open', path]),
      copy: (text) => done.push(['copy', text]),
      now: () => 5,
    },
  );
  return { panel, done, state, ...watched };
}

describe('the page of changed files', () => {
  it('compares again when the container is another than it was, or when it is asked, and not for other containers', async () => {
    const { panel, state, change: tell } = scene([change('/a')]);
    await settled();
    await tell({ containers: true });
    assert.equal(state.reads, 1);
    state.details = { ...state.details, state: 'exited' };
    await tell({ containers: true });
    assert.equal(state.reads, 2);
    panel.say({ type: 'refresh' });
    await settled();
    assert.equal(state.reads, 3);
    state.isThere = false;
    await tell({ containers: true });
    assert.equal((panel.posted.at(-1) as { hold?: string }).hold, 'gone');
  });

  it('opens what it was told of under that name, by the real path', async () => {
    const { panel, done } = scene([change('/etc/x'), change(nasty, 'added'), change('/gone', 'deleted')]);
    await settled();
    const [facts] = panel.posted.flatMap((message) => (message.type === 'facts' ? [message.facts] : []));
    assert.ok(facts);
    assert.doesNotMatch(JSON.stringify(facts), /\u202e/);
    for (const { at, path } of facts.changes) panel.say({ type: 'openChange', at, path });
    panel.say({ type: 'openFile', at: 0, path: '/etc/x' });
    panel.say({ type: 'openChange', at: 0, path: '/etc/shadow' });
    panel.say({ type: 'openChange', at: 9, path: '/etc/x' });
    assert.deepEqual(done, [
      ['compare', '/etc/x', 'sha256:i'],
      ['open', nasty],
      ['compare', '/gone', 'sha256:i'],
      ['open', '/etc/x'],
    ]);
  });

  it('lists so many, and says how many there are', async () => {
    const { panel } = scene(Array.from({ length: mostListed + 7 }, (_, index) => change(`/f${index}`, 'added')));
    await settled();
    const [facts] = panel.posted.flatMap((message) => (message.type === 'facts' ? [message.facts] : []));
    assert.deepEqual([facts?.changes.length, facts?.total], [mostListed, mostListed + 7]);
  });
});
