import assert from 'node:assert/strict';
import type { Inventory } from '../../../src/engine/inventory.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import type { Kind } from '../../../src/explorer/kind.ts';
import { arrange, type Layout, labelGrouping, plainLayout } from '../../../src/explorer/layout.ts';
import { volumeKind } from '../../../src/explorer/volumes.ts';
import { aContainer, anImage, aVolume } from '../../support/fake-engine.ts';

const port = (publicPort: number, privatePort: number) => ({ publicPort, privatePort, protocol: 'tcp' }) as const;
const inventory = {
  containers: [
    aContainer({
      id: '1',
      name: 'web',
      image: 'nginx:1.29',
      imageId: 'sha256:a',
      labels: { tier: 'front', env: 'prod' },
      networks: ['shop'],
      ports: [port(8080, 80)],
      health: 'unhealthy',
    }),
    aContainer({
      id: '2',
      name: 'db',
      image: 'postgres:17',
      labels: { tier: 'back' },
      volumes: ['data'],
      exitCode: 1,
      state: 'exited',
    }),
    aContainer({ id: '3', name: 'tools', image: 'nginx:1.28', ports: [port(80, 8080)] }),
  ],
  images: [anImage({ id: 'sha256:a', tags: ['nginx:1.29'] }), anImage({ id: 'sha256:b', tags: [] })],
  volumes: [aVolume({ name: 'data' }), aVolume({ name: 'old' })],
  failures: {},
} as unknown as Inventory;

const labels = <T>(kind: Kind<T, never, never>, layout: Partial<Layout>) =>
  arrange(kind as Kind<T, Inventory, never>, inventory, { ...plainLayout, ...layout }, 0).map(({ label }) => label);
const containers = (text: string) => labels(containerKind, { text }).sort();

describe('what is typed to filter', () => {
  it('is words that a row must all have, in any order and case', () => {
    assert.deepEqual(containers('NGINX'), ['tools', 'web']);
    assert.deepEqual(containers('nginx web'), ['web']);
    assert.deepEqual(containers('  '), ['db', 'tools', 'web']);
  });

  it('asks by name for what rows need not show', () => {
    assert.deepEqual(containers('state:unhealthy'), ['web']);
    assert.deepEqual(containers('state:exited'), ['db']);
    assert.deepEqual(containers('label:tier'), ['db', 'web']);
    assert.deepEqual(containers('label:tier=back'), ['db']);
    assert.deepEqual(containers('image:nginx'), ['tools', 'web']);
    assert.deepEqual(containers('network:shop'), ['web']);
    assert.deepEqual(containers('volume:data'), ['db']);
    assert.deepEqual(containers('port:8080 image:1.28'), ['tools']);
    assert.deepEqual(labels(imageKind, { text: 'state:dangling' }), ['<none>']);
    assert.deepEqual(labels(imageKind, { text: 'container:web' }), ['nginx:1.29']);
    assert.deepEqual(labels(volumeKind, { text: 'state:unused' }), ['old']);
  });

  it('means a port as a whole', () => {
    assert.deepEqual(containers('port:80'), ['tools', 'web']);
    assert.deepEqual(containers('port:8'), []);
  });

  it('leaves out what stands behind a minus', () => {
    assert.deepEqual(containers('-image:nginx'), ['db']);
    assert.deepEqual(containers('nginx -label:env=prod'), ['tools']);
  });

  it('asks nothing while it is half typed', () => {
    for (const text of ['state:', '-', '-state:', '"', 'state:"']) assert.equal(containers(text).length, 3, text);
  });

  it('takes quotes, and a colon in a name, as they are meant', () => {
    assert.deepEqual(containers('nginx:1.29'), ['web']);
    assert.deepEqual(containers('image:"nginx:1.28"'), ['tools']);
    assert.deepEqual(containers('constructor:x'), []);
  });
});

describe('groups', () => {
  const groups = (groupBy: string) =>
    arrange(containerKind, inventory, { ...plainLayout, groupBy }, 0).map(({ label, description, icon, tokens }) => ({
      label,
      description,
      icon,
      tokens: tokens.join(' '),
    }));

  it('can be made by any label', () => {
    assert.deepEqual(
      groups(labelGrouping('tier')).map(({ label }) => label),
      ['back', 'front', 'no label tier'],
    );
    assert.deepEqual(
      groups(labelGrouping('constructor')).map(({ label }) => label),
      ['no label constructor'],
    );
  });

  it('say how many run, the worst first, and what can be done with them', () => {
    assert.deepEqual(groups(labelGrouping('none')), [
      {
        label: 'no label none',
        description: '2 of 3 running  ·  unhealthy',
        icon: 'warning',
        tokens: 'group someRunning someStopped somePublished',
      },
    ]);
  });

  it('know a compose project and its file', () => {
    const project = {
      'com.docker.compose.project': 'shop',
      'com.docker.compose.project.config_files': '/shop/compose.yaml',
    };
    const source = {
      containers: ['a', 'b'].map((name) => aContainer({ id: name, name, labels: project })),
      failures: {},
    };
    const [group] = arrange(containerKind, source, { ...plainLayout, groupBy: 'project' }, 0);
    assert.equal(group?.description, '2 of 2 running');
    assert.deepEqual(group?.tokens, ['group', 'someRunning', 'project', 'composeFile']);
    assert.equal(group?.icon, 'layers');
  });

  it('of images say how large they are together', () => {
    const [, group] = arrange(imageKind, inventory, { ...plainLayout, groupBy: 'repository' }, 0);
    assert.equal(group?.description, '1  ·  4 MB');
  });
});

describe('columns', () => {
  const web = (columns: readonly string[]) =>
    arrange(containerKind, inventory, { ...plainLayout, columns }, 0).find(({ label }) => label === 'web')?.description;

  it('are chosen and ordered by the user', () => {
    assert.equal(web([]), 'unhealthy  ·  8080→80  ·  nginx:1.29');
    assert.equal(web(['image', 'networks', 'state']), 'nginx:1.29  ·  shop  ·  unhealthy');
  });

  it('that are not known any more count for nothing', () => {
    assert.equal(web(['mood']), web([]));
    assert.equal(web(['mood', 'id']), '1');
  });
});
