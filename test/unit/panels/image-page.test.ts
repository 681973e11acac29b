import assert from 'node:assert/strict';
import type { BuildRecord } from '../../../src/builds/record.ts';
import type { ImageDetails } from '../../../src/engine/image-api.ts';
import { instructionOf, meaningOf, meanings, notRecorded } from '../../../src/panels/history-words.ts';
import { imageFacts, isBuiltOn, sharedLayers } from '../../../src/panels/image-facts.ts';
import type { FromImagePage, ToImagePage } from '../../../src/panels/image-messages.ts';
import { runImagePage } from '../../../src/panels/image-session.ts';
import { wasRemoved } from '../../../src/panels/live-page.ts';
import { settled } from '../../support/fake-clock.ts';
import { aContainer } from '../../support/fake-engine.ts';
import { scriptedInventory } from '../../support/scripted-inventory.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const now = 1_700_000_000_000;
const nasty = '<img src=x onerror=alert(1)>\u202e';

const details: ImageDetails = {
  id: `sha256:${'a'.repeat(64)}`,
  tags: ['app:1', 'app:latest'],
  size: 4_400_000,
  exposedPorts: [{ port: 80, protocol: 'tcp' }],
  digests: ['app@sha256:1234'],
  createdAt: now - 86_400_000,
  platform: 'linux/arm64',
  platforms: ['linux/arm64'],
  author: nasty,
  command: [],
  entrypoint: ['sh', '--token', 'ghp_secret'],
  environment: ['TOKEN=hunter2', 'PATH=/bin'],
  workingDirectory: '',
  user: 'node',
  volumes: ['/data'],
  labels: {},
  layers: ['l1', 'l2'],
  raw: {},
};
const entry = (createdBy: string, size = 0) => ({
  id: undefined,
  createdAt: now,
  createdBy,
  size,
  tags: [],
  comment: '',
});
/** Newest first, as an engine tells it. */
const history = [
  entry('CMD ["node" "x"]'),
  entry('RUN /bin/sh -c npm ci --token=hunter3 # buildkit', 5_000_000),
  entry('COPY . /app # buildkit', 2000),
  entry('WORKDIR /app'),
  entry('EXPOSE map[80/tcp:{} 443/tcp:{}]'),
  entry('/bin/sh -c #(nop) ADD file:abc in / ', 4_000_000),
];
const step = (line: number, text: string, stage = '0') => ({ line, text, stage, state: 'done', duration: 1 }) as const;
const build = {
  id: 'b1',
  dockerfile: '/project/Dockerfile',
  steps: [step(1, 'RUN make', 'tools'), step(4, 'workdir /app'), step(5, 'COPY . /app'), step(7, 'RUN npm ci')],
} as unknown as BuildRecord;
const around = {
  name: 'app:1',
  history,
  base: { id: 'sha256:b', name: nasty, layers: 1 },
  containers: [aContainer({ id: 'c1', name: 'web' })],
  builtOnIt: [{ id: 'sha256:d', name: 'child:1' }],
  isComparable: true,
  newer: undefined,
  others: [{ name: nasty, layers: ['l1', 'x'] }],
  build,
};

describe('words about the history of an image', () => {
  it('are the instructions that were written', () => {
    for (const [said, meant] of [
      ['EXPOSE map[8080/tcp:{}]', 'EXPOSE 8080/tcp'],
      ['EXPOSE [80/tcp 443/tcp]', 'EXPOSE 80/tcp 443/tcp'],
      ['/bin/sh -c #(nop)  VOLUME [/data]', 'VOLUME /data'],
      ['/bin/sh -c #(nop)  CMD ["sh" "-c" "x"]', 'CMD ["sh", "-c", "x"]'],
      ['RUN |2 A=b C=d /bin/sh -c make # buildkit', 'RUN make'],
      ['|1 A=b /bin/sh -c make', 'RUN make'],
      [
        `HEALTHCHECK &{["CMD-SHELL" "test -f \\"/app.txt\\" || exit 1"] "2s" "0s" "0s" '\\x00'}`,
        'HEALTHCHECK --interval=2s CMD test -f "/app.txt" || exit 1',
      ],
      [
        `HEALTHCHECK &{["CMD" "curl" "-f" "x"] "30s" "1m0s" "5s" "1s" '\\t'} # buildkit`,
        'HEALTHCHECK --interval=30s --timeout=1m0s --start-period=5s --start-interval=1s --retries=9 CMD ["curl", "-f", "x"]',
      ],
      [`/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "x"] "0s" "0s" "0s" '!'}`, 'HEALTHCHECK --retries=33 CMD x'],
      [`HEALTHCHECK &{["NONE"] "0s" "0s" "0s" '\\x00'}`, 'HEALTHCHECK NONE'],
      ['HEALTHCHECK &{of another kind}', 'HEALTHCHECK &{of another kind}'],
    ] as const)
      assert.equal(instructionOf(said), meant);
  });

  it('say what a step did, and own up where nothing is recorded', () => {
    assert.equal(meaningOf('RUN make'), meanings.RUN);
    assert.equal(new Set(Object.values(meanings)).size, Object.keys(meanings).length);
    assert.equal(meaningOf(''), notRecorded);
    assert.equal(meaningOf('constructor'), notRecorded);
  });
});

describe('facts of an image’s page', () => {
  const facts = imageFacts(details, around);

  it('hold no secret and nothing that cannot be seen', () => {
    assert.doesNotMatch(JSON.stringify(facts), /hunter|ghp_secret|\u202e/);
  });

  it('tell the steps oldest first, with the lines of the Dockerfile that made them', () => {
    assert.deepEqual(
      facts.layers.map(({ instruction, line }) => [instruction.split(' ')[0], line]),
      [
        ['ADD', undefined],
        ['EXPOSE', undefined],
        ['WORKDIR', 4],
        ['COPY', 5],
        ['RUN', 7],
        ['CMD', undefined],
      ],
    );
    assert.equal(facts.layers[1]?.instruction, 'EXPOSE 80/tcp 443/tcp');
  });

  it('guess no line where the steps are not the same', () => {
    const other = { ...build, steps: [step(4, 'COPY . /app'), step(5, 'RUN npm ci')] };
    assert.ok(imageFacts(details, { ...around, build: other }).layers.every(({ line }) => line === undefined));
    assert.equal(imageFacts(details, { ...around, build: undefined }).dockerfile, undefined);
  });

  it('mark layers that other images have, too, only where all below are the same', () => {
    const steps = ['ADD x', 'ENV A=b', 'WORKDIR /app', 'RUN a', 'CMD x'];
    const others = [
      { name: 'twin', layers: ['1', '2', '3'] },
      { name: 'base', layers: ['1'] },
      { name: 'other', layers: ['9', '2', '3'] },
    ];
    const shared = (own: readonly string[]) => [...sharedLayers(own, steps, others)];
    assert.deepEqual(shared(['1', '2', '3']), [
      [0, ['base', 'twin']],
      [2, ['twin']],
      [3, ['twin']],
    ]);
    // The builder before BuildKit made no layer of WORKDIR.
    assert.deepEqual(shared(['1', '2']), [
      [0, ['base', 'twin']],
      [3, ['twin']],
    ]);
    assert.deepEqual(shared(['1']), []);
  });

  it('know an image that is built on another by its first layers', () => {
    assert.equal(isBuiltOn(['a', 'b', 'c'], ['a', 'b']), true);
    assert.equal(isBuiltOn(['a', 'b'], ['a', 'b']), false);
    assert.equal(isBuiltOn(['a', 'x', 'c'], ['a', 'b']), false);
    assert.equal(isBuiltOn(['a'], []), false);
  });
});

function scene() {
  const panel = scriptedPanel<ToImagePage, FromImagePage>();
  const watched = scriptedInventory({});
  const done: (readonly unknown[])[] = [];
  const answer = { isThere: true, reads: 0 };
  runImagePage(panel, 'app:1', {
    inventory: async () => watched.inventory,
    read: async () => {
      answer.reads++;
      return answer.isThere ? { details, facts: imageFacts(details, around) } : undefined;
    },
    run: (action) => done.push(['run', action]),
    untag: (tag) => done.push(['untag', tag]),
    compare: () => done.push(['compare']),
    open: (kind, id) => done.push(['open', kind, id]),
    openLine: (dockerfile, line) => done.push(['line', dockerfile, line]),
    copy: (text, words) => done.push(['copy', text, words]),
  });
  return { panel, done, answer, ...watched };
}

describe('the page of an image', () => {
  it('is read again when images or containers change, and says when it is gone', async () => {
    const { panel, answer, change } = scene();
    await settled();
    await change({ volumes: true });
    await change({ containers: true });
    assert.equal(answer.reads, 2);
    answer.isThere = false;
    await change({ images: true });
    assert.deepEqual(panel.posted.at(-1), {
      type: 'hold',
      hold: 'gone',
      words: wasRemoved('app:1'),
    });
  });

  it('is compared with all others, and read again, when it is asked to', async () => {
    const { panel, done, answer } = scene();
    await settled();
    panel.say({ type: 'compare' });
    await settled();
    assert.deepEqual(done, [['compare']]);
    assert.equal(answer.reads, 2);
  });

  it('does only what it was told of', async () => {
    const { panel, done } = scene();
    await settled();
    for (const message of [
      { type: 'open', kind: 'container', id: 'c1' },
      { type: 'open', kind: 'container', id: 'c2' },
      { type: 'open', kind: 'image', id: 'sha256:b' },
      { type: 'open', kind: 'image', id: 'sha256:d' },
      { type: 'open', kind: 'image', id: 'c1' },
      { type: 'open', kind: 'build', id: 'b1' },
      { type: 'open', kind: 'build', id: 'c1' },
      { type: 'untag', tag: 'app:latest' },
      { type: 'untag', tag: 'other:1' },
      { type: 'openLine', line: 7 },
      { type: 'run', action: 'push' },
      { type: 'reveal', of: 'environment', name: 'TOKEN' },
      { type: 'copyHidden', of: 'environment', name: 'TOKEN' },
    ] as const) {
      panel.say(message);
    }
    assert.deepEqual(done, [
      ['open', 'container', 'c1'],
      ['open', 'image', 'sha256:b'],
      ['open', 'image', 'sha256:d'],
      ['open', 'build', 'b1'],
      ['untag', 'app:latest'],
      ['line', '/project/Dockerfile', 7],
      ['run', 'push'],
      ['copy', 'hunter2', 'TOKEN'],
    ]);
    assert.deepEqual(panel.posted.at(-1), { type: 'value', of: 'environment', name: 'TOKEN', value: 'hunter2' });
  });
});
