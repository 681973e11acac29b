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
    const failed = containerRow({ state: 'exited', status: 'Exited (3) 2 hours ago' });
    assert.match(failed.description, /^exited \(3\)/);
    assert.equal(failed.tone, 'bad');
    assert.deepEqual(failed.tokens, ['container', 'exited']);
    assert.equal(containerRow({ state: 'exited', status: 'Exited (0) 2 hours ago' }).tone, 'quiet');
    const stopped = containerRow({ state: 'exited', status: 'Exited (137) 2 hours ago' });
    assert.match(stopped.description, /^exited \(137, killed\)/);
    assert.equal(stopped.tone, 'quiet', 'somebody stopped it');
    assert.equal(containerRow({ state: 'exited', status: 'Exited (139) now' }).tone, 'bad');
  });

  it('tell health', () => {
    assert.match(containerRow({ status: 'Up 2 minutes (unhealthy)' }).description, /running, unhealthy/);
    assert.match(containerRow({ status: 'Up 2 seconds (health: starting)' }).description, /running, starting/);
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
    assert.match(row.description, /^\+2 names/);
    assert.deepEqual(
      row.children.map(({ label }) => label),
      ['site:latest', 'site:1', 'me/site:1'],
    );
    // By its tag: commands find the image by it, and untag takes just that name.
    assert.ok(row.children.every(({ object, label }) => object?.kind === 'tag' && object.id === label));
  });

  it('say who uses them', () => {
    assert.match(imageRow({}, [container()]).description, /4\.4 MB {2}· {2}5 minutes ago {2}· {2}used by web/);
    assert.match(
      imageRow({}, [container(), container({ name: 'b' })]).description,
      /4\.4 MB {2}· {2}5 minutes ago {2}· {2}used by 2 containers/,
    );
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
