import assert from 'node:assert/strict';
import { resetLayoutLabel } from '../../../src/commands/longshore/arrange.ts';
import type { Inventory } from '../../../src/engine/inventory.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import type { Row } from '../../../src/explorer/kind.ts';
import { arrange, type Layout, layoutWords, plainLayout } from '../../../src/explorer/layout.ts';
import { aContainer, anImage } from '../../support/fake-engine.ts';
import { commands } from '../../support/test-commands.ts';
import { setUp, tearDown } from '../commands/set-up.ts';

const project = { 'com.docker.compose.project': 'shop' };
const containers = [
  aContainer({ id: '1', name: 'web', labels: project, createdAt: 1 }),
  aContainer({ id: '2', name: 'db', labels: project, state: 'exited', exitCode: 0, createdAt: 3 }),
  aContainer({ id: '3', name: 'lone', image: 'other:1', createdAt: 2 }),
];
const images = [
  anImage({ id: 'sha256:a', tags: ['ghcr.io:443/team/app:1'], size: 1, createdAt: 1 }),
  anImage({ id: 'sha256:b', tags: ['ghcr.io:443/team/app:2'], size: 3, createdAt: 2 }),
  anImage({ id: `sha256:${'a'.repeat(64)}`, tags: [], size: 2, createdAt: 3 }),
];
const inventory = { containers, images } as unknown as Inventory;

const outline = (rows: readonly Row[]): unknown =>
  rows.map(({ label, tokens, children }) => (tokens.includes('group') ? [label, outline(children)] : label));
const containersBy = (layout: Partial<Layout>) =>
  outline(arrange(containerKind, inventory, { ...plainLayout, ...layout }, 0));
const imagesBy = (layout: Partial<Layout>) => outline(arrange(imageKind, inventory, { ...plainLayout, ...layout }, 0));

describe('the layout of a view', () => {
  afterEach(tearDown);

  it('groups, with what has no group last', () => {
    assert.deepEqual(containersBy({ groupBy: 'project' }), [
      ['shop', ['web', 'db']],
      ['no project', ['lone']],
    ]);
    assert.deepEqual(containersBy({ groupBy: 'state' }), [
      ['exited', ['db']],
      ['running', ['lone', 'web']],
    ]);
    assert.deepEqual(containersBy({ groupBy: 'image' }), [
      ['app:1', ['web', 'db']],
      ['other:1', ['lone']],
    ]);
    assert.deepEqual(imagesBy({ groupBy: 'repository' }), [
      ['ghcr.io:443/team/app', ['ghcr.io:443/team/app:2', 'ghcr.io:443/team/app:1']],
      ['<none>', ['<none>']],
    ]);
  });

  it('sorts', () => {
    assert.deepEqual(containersBy({}), ['lone', 'web', 'db']);
    assert.deepEqual(containersBy({ sortBy: 'name' }), ['db', 'lone', 'web']);
    assert.deepEqual(containersBy({ sortBy: 'newest' }), ['db', 'lone', 'web']);
    assert.deepEqual(imagesBy({ sortBy: 'size' }), ['ghcr.io:443/team/app:2', '<none>', 'ghcr.io:443/team/app:1']);
  });

  it('filters by state, use and text', () => {
    assert.deepEqual(containersBy({ show: 'stopped' }), ['db']);
    assert.deepEqual(containersBy({ text: 'OTHER' }), ['lone']);
    assert.deepEqual(imagesBy({ show: 'dangling' }), ['<none>']);
    assert.deepEqual(imagesBy({ show: 'unused', sortBy: 'name' }), [
      'ghcr.io:443/team/app:1',
      'ghcr.io:443/team/app:2',
    ]);
  });

  it('takes what it does not know as not set', () => {
    assert.deepEqual(containersBy({ groupBy: 'mood', sortBy: 'mood', show: 'mood' }), ['lone', 'web', 'db']);
  });

  it('is said in words, so that nothing seems lost', () => {
    assert.equal(layoutWords(containerKind, plainLayout), '');
    const layout = { ...plainLayout, groupBy: 'project', sortBy: 'name', show: 'running', text: 'web' };
    assert.equal(layoutWords(containerKind, layout), '"web" · running · by compose project · by name');
  });

  it('is chosen by a command, and undone by it', async () => {
    const { services, host } = setUp({
      answers: [
        { take: { ...plainLayout, groupBy: 'project' } },
        { take: 'text' },
        { type: ' web ' },
        { take: { ...plainLayout, text: 'web' } },
        { pick: resetLayoutLabel },
      ],
    });
    const layout = () => host.layout('longshore.containers');
    await commands['longshore.container.arrange'](services);
    await commands['longshore.container.arrange'](services);
    assert.deepEqual(layout(), { ...plainLayout, groupBy: 'project', text: 'web' });
    await commands['longshore.container.arrange'](services);
    assert.deepEqual(layout(), { ...plainLayout, text: 'web' });
    await commands['longshore.container.arrange'](services);
    assert.deepEqual(layout(), plainLayout);
  });
});
