import assert from 'node:assert/strict';
import type { Container } from '../../../src/engine/container-api.ts';
import type { Image } from '../../../src/engine/image-api.ts';
import type { Inventory } from '../../../src/engine/inventory.ts';
import type { Network } from '../../../src/engine/network-api.ts';
import type { Volume } from '../../../src/engine/volume-api.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { imageKind } from '../../../src/explorer/images.ts';
import { networkKind } from '../../../src/explorer/networks.ts';
import { volumeKind } from '../../../src/explorer/volumes.ts';
import { assertNames } from '../../support/assert-names.ts';
import { aContainer, aNetwork, anImage, aVolume } from '../../support/fake-engine.ts';

const createdAt = Date.UTC(2026, 0, 1);
const now = Date.UTC(2026, 0, 1, 0, 5);

const container = (part: Partial<Container> = {}) =>
  aContainer({ name: 'web', image: 'site:latest', createdAt, ...part });
const image = (part: Partial<Image> = {}) => anImage({ tags: ['site:latest'], size: 4_400_000, createdAt, ...part });

/** Rows ask an inventory only for its lists. */
const having = (lists: { containers?: Container[]; images?: Image[] }) =>
  ({ containers: [], images: [], ...lists }) as unknown as Inventory;

const containerRow = (part: Partial<Container>) => containerKind.row(container(part), having({}), now);
const imageRow = (part: Partial<Image>, containers: Container[] = []) =>
  imageKind.row(image(part), having({ containers }), now);

describe('rows of containers', () => {
  it('show image, state and ports; a port of both address families once', () => {
    const row = containerRow({
      ports: [
        { privatePort: 80, publicPort: 8080, address: '0.0.0.0', protocol: 'tcp' },
        { privatePort: 80, publicPort: 8080, address: '::', protocol: 'tcp' },
        { privatePort: 9000, protocol: 'tcp' },
      ],
    });
    assert.equal(row.label, 'web');
    assert.equal(row.description, '8080→80  ·  site:latest');
    assert.deepEqual(row.tokens, ['container', 'running', 'started', 'published']);
    assert.equal(row.spoken, 'running');
  });

  it('tell how a container ended, and colour a failure', () => {
    const failed = containerRow({ state: 'exited', exitCode: 3 });
    assert.match(failed.description, /^exited \(3\)/);
    assert.deepEqual([failed.tone, failed.icon], ['bad', 'error']);
    assert.deepEqual(failed.tokens, ['container', 'exited']);
    assert.equal(containerRow({ state: 'exited', exitCode: 0 }).tone, 'quiet');
    const killed = containerRow({ state: 'exited', exitCode: 137 });
    assert.match(killed.description, /^exited \(137, killed\)/);
    assert.equal(killed.tone, 'quiet', 'nobody watched: somebody stopped it');
    assert.equal(containerRow({ state: 'exited', exitCode: 137, ending: 'by-itself' }).tone, 'bad');
    assert.equal(containerRow({ state: 'exited', exitCode: 139 }).tone, 'bad');
  });

  it('call it stopped where somebody asked for that, whatever the code', () => {
    for (const exitCode of [0, 137, 143]) {
      const row = containerRow({ state: 'exited', exitCode, ending: 'asked' });
      assert.match(row.description, /^stopped {2}·/);
      assert.deepEqual([row.tone, row.icon], ['quiet', 'vm-outline']);
    }
    assert.match(containerRow({ state: 'exited', exitCode: 1, ending: 'asked' }).description, /^stopped \(1\)/);
  });

  it('count the time from when it was so, not from when it was told', () => {
    const ended = container({ state: 'exited', exitCode: 1, since: { earliest: now - 1000, latest: now } });
    const at = (minutes: number) => containerKind.row(ended, having({}), now + minutes * 60_000).description;
    assert.match(at(0), /^exited \(1\) just now/);
    assert.match(at(3), /^exited \(1\) 3 minutes ago/);
    const up = container({ since: { earliest: now - 1000, latest: now } });
    const state = (minutes: number) =>
      containerKind
        .row(up, having({}), now + minutes * 60_000)
        .tooltip()
        .find(([name]) => name === 'State')?.[1];
    assert.deepEqual([state(0), state(1)], ['running, started just now', 'running, started 1 minute ago']);
  });

  it('say by icon and word what is not as it should be', () => {
    const looks = [
      containerRow({}),
      containerRow({ health: 'healthy' }),
      containerRow({ health: 'unhealthy' }),
      containerRow({ health: 'starting' }),
      containerRow({ state: 'restarting', exitCode: 1 }),
      containerRow({ state: 'paused' }),
      containerRow({ state: 'dead' }),
      containerRow({ state: 'exited', exitCode: 1 }),
      containerRow({ state: 'created' }),
    ].map(({ icon, description }) => `${icon}: ${description.split('  ·  ')[0]}`);
    assert.deepEqual(looks, [
      'vm-running: site:latest',
      'vm-running: site:latest',
      'warning: unhealthy',
      'watch: starting up',
      'sync: restarting (1)',
      'debug-pause: paused',
      'circle-slash: dead',
      'error: exited (1)',
      'vm-outline: created 5 minutes ago',
    ]);
  });

  it('say what is being done to them, whatever the list still has', () => {
    const doing = new Map([[container().id, 'stopping']]);
    const row = containerKind.row(container(), { ...having({}), doing } as unknown as Inventory, now);
    assert.equal(row.description, 'Stopping…  ·  site:latest');
    assert.equal(row.icon, 'loading~spin');
  });

  it('count what needs attention, old failures left out', () => {
    const ago = (milliseconds: number) => ({ earliest: now - milliseconds, latest: now - milliseconds });
    const containers = [
      container({ id: '1', health: 'unhealthy' }),
      container({ id: '2', state: 'restarting', exitCode: 1 }),
      container({ id: '3', state: 'exited', exitCode: 1, since: ago(3_600_000) }),
      container({ id: '4', state: 'exited', exitCode: 1, since: ago(3 * 86_400_000) }),
      container({ id: '5', state: 'exited', exitCode: 137, ending: 'asked', since: ago(1000) }),
      container({ id: '6' }),
    ];
    assert.equal(containerKind.attention?.(having({ containers }), now), 3);
  });

  it('shorten the id of an image that lost its name', () => {
    assert.match(containerRow({ image: `sha256:${'ab'.repeat(32)}` }).description, /^abababababab$/);
  });

  it('do not offer a page of a stopped container, nor of a udp port', () => {
    const ports = [{ privatePort: 80, publicPort: 8080, protocol: 'tcp' }] as const;
    assert.ok(!containerRow({ state: 'exited', ports }).tokens.includes('published'));
    assert.ok(!containerRow({ ports: [{ ...ports[0], protocol: 'udp' }] }).tokens.includes('published'));
  });

  it('have an id that outlives every state, and only declared tokens', () => {
    const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
    const rows = states.map((state) => containerRow({ state }));
    assert.equal(new Set(rows.map(({ id }) => id)).size, 1);
    for (const { tokens } of rows) for (const token of tokens) assert.ok(containerKind.tokens.includes(token), token);
  });

  it('stand running ones first, then by name', () => {
    const rows = [
      container({ name: 'b', state: 'exited' }),
      container({ name: 'z' }),
      container({ name: 'a', state: 'exited' }),
      container({ name: 'y' }),
    ].sort(containerKind.compare);
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['y', 'z', 'a', 'b'],
    );
  });
});

describe('rows of images', () => {
  it('show size and age', () => {
    assert.equal(imageRow({}).label, 'site:latest');
    assert.equal(imageRow({}).description, '4.4 MB  ·  5 minutes ago');
    assert.deepEqual(imageRow({}).children, []);
  });

  it('are one for an id with several names, which stand below', () => {
    const row = imageRow({ tags: ['site:latest', 'site:1', 'me/site:1'] });
    assert.equal(row.label, 'site:latest');
    assert.match(row.description, /\+2 names$/);
    assert.deepEqual(
      row.children.map(({ label }) => label),
      ['site:latest', 'site:1', 'me/site:1'],
    );
    // By its tag: commands find the image by it, and untag takes just that name.
    assert.ok(row.children.every(({ object, label }) => object?.kind === 'tag' && object.id === label));
  });

  it('say who uses them', () => {
    assert.match(imageRow({}, [container()]).description, /4\.4 MB {2}· {2}5 minutes ago {2}· {2}used by web/);
    const [size = '', , users = '', ...more] = imageRow({}, [container(), container({ name: 'b' })]).description.split(
      '  ·  ',
    );
    assert.deepEqual([size, more], ['4.4 MB', []]);
    assertNames(users, 2);
    assert.deepEqual(imageRow({}, [container()]).tokens, ['image', 'used']);
  });

  it('call an image without a name so', () => {
    const row = imageRow({ tags: [] });
    assert.equal(row.label, '<none>');
    assert.match(row.description, /^aaaaaaaaaaaa/);
    assert.deepEqual(row.tokens, ['image', 'dangling']);
  });

  it('stand newest first', () => {
    const images = [
      image({ id: '1', createdAt: 1 }),
      image({ id: '3', createdAt: 3 }),
      image({ id: '2', createdAt: 2 }),
    ];
    assert.deepEqual(
      images.sort(imageKind.compare).map(({ id }) => id),
      ['3', '2', '1'],
    );
  });
});

describe('rows of volumes', () => {
  const row = (part: Partial<Volume>, containers: Container[] = []) =>
    volumeKind.row(aVolume({ name: 'data', createdAt, ...part }), having({ containers }), now);

  it('say which containers keep data in them', () => {
    assert.equal(row({}, [container({ volumes: ['data'] })]).description, 'used by web  ·  5 minutes ago');
    assert.deepEqual(row({}, [container({ volumes: ['data'] })]).tokens, ['volume', 'used']);
    assert.equal(row({ createdAt: undefined }).description, 'unused');
    assert.deepEqual(row({}).tokens, ['volume', 'unused']);
  });

  it('shorten a name that nobody chose, and stand after the others', () => {
    const nameless = aVolume({ name: 'f'.repeat(64), anonymous: true });
    assert.equal(row(nameless).label, 'f'.repeat(12));
    assert.deepEqual(
      [nameless, aVolume({ name: 'z' })].sort(volumeKind.compare).map(({ name }) => name[0]),
      ['z', 'f'],
    );
  });
});

describe('rows of networks', () => {
  const row = (part: Partial<Network>, containers: Container[] = []) =>
    networkKind.row(
      aNetwork({ name: 'backend', driver: 'bridge', predefined: false, ...part }),
      having({ containers }),
      now,
    );

  it('say their addresses and which containers are joined', () => {
    const joined = row({ subnets: ['172.18.0.0/16'], internal: true }, [container({ networks: ['backend'] })]);
    assert.equal(joined.description, 'bridge  ·  172.18.0.0/16  ·  used by web  ·  internal');
    assert.deepEqual(joined.tokens, ['network', 'used', 'own']);
  });

  it('do not offer to remove the engine’s own', () => {
    assert.deepEqual(row({ name: 'bridge', predefined: true }).tokens, ['network', 'predefined']);
  });
});
