import assert from 'node:assert/strict';
import type { ImageDetails } from '../../../src/engine/image-api.ts';
import { baseSummary, broughtInstructions, onThisEngine } from '../../../src/panels/base-words.ts';
import { formatAge } from '../../../src/quantities.ts';
import { assertNames } from '../../support/assert-names.ts';

const now = Date.UTC(2026, 0, 8);
const plain: ImageDetails = {
  id: 'sha256:1',
  tags: ['base:1'],
  size: 80_000_000,
  exposedPorts: [],
  digests: [],
  createdAt: now - 7 * 86_400_000,
  platform: 'linux/amd64',
  platforms: ['linux/amd64'],
  author: '',
  command: [],
  entrypoint: [],
  environment: [],
  workingDirectory: '/',
  user: '',
  volumes: [],
  labels: {},
  layers: ['one'],
  raw: {},
};

describe('what a base image brings', () => {
  it('is told in one sentence', () => {
    assert.equal(baseSummary(plain, now), onThisEngine('80 MB', 1, formatAge(plain.createdAt, now), 'linux/amd64'));
    assertNames(baseSummary(plain, now), '80 MB', 1, 'linux/amd64');
    assertNames(baseSummary({ ...plain, layers: ['a', 'b'] }, now), 2);
  });

  it('is said in instructions, without those that change nothing', () => {
    assert.deepEqual(broughtInstructions(plain), []);
    assert.deepEqual(
      broughtInstructions({
        ...plain,
        environment: ['NODE_VERSION=22', 'API_TOKEN=abcdefgh'],
        user: 'node',
        workingDirectory: '/app',
        exposedPorts: [
          { port: 80, protocol: 'tcp' },
          { port: 53, protocol: 'udp' },
        ],
        volumes: ['/data'],
        entrypoint: ['docker-entrypoint.sh'],
        command: ['node', '--token=abcdefgh'],
      }),
      [
        'ENV NODE_VERSION=22',
        'ENV API_TOKEN=(hidden)',
        'USER node',
        'WORKDIR /app',
        'EXPOSE 80 53/udp',
        'VOLUME /data',
        'ENTRYPOINT ["docker-entrypoint.sh"]',
        'CMD ["node","--token=***"]',
      ],
    );
  });

  it('shows no long value in full, and nothing that could break out of its line', () => {
    const [long = '', odd = ''] = broughtInstructions({
      ...plain,
      environment: [`A=${'x'.repeat(500)}`, 'B=a\nRUN b'],
    });
    assert.equal(long.length, 101);
    assert.doesNotMatch(odd, /\n/);
  });
});
