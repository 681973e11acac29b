// Removals and prunes: what is said before, what really goes, and what is said after.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { noneStopped } from '../../../src/commands/containers/prune.ts';
import { hasAnonymousVolumes } from '../../../src/commands/containers/state.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { noDangling, removedImages, uniqueAndTotal } from '../../../src/commands/images/prune.ts';
import { removalSentences } from '../../../src/commands/images/removal.ts';
import { atLeastWords, removalWords } from '../../../src/commands/objects/preview-removal.ts';
import { listNames } from '../../../src/commands/text/count-and-list.ts';
import { EngineError } from '../../../src/errors.ts';
import { anImage } from '../../support/fake-engine.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { commands } from '../../support/test-commands.ts';
import { app, db, details, lone, setUp, tearDown, web } from './set-up.ts';

describe('removal of images', () => {
  afterEach(tearDown);
  const remove = commands['longshore.image.remove'];

  it('offers to stop and remove the containers of an image in use, and does it in order', async () => {
    const { services, host, calls, images, containers } = setUp({
      answers: [{ take: 'with-containers' }],
    });
    await remove(services, [app.id]);
    assert.equal(host.lists[0]?.title, removalSentences.usedBy('app:1', listNames(['web', 'db'])));
    assert.deepEqual(
      calls.filter((call) => /stop|remove/.test(call)).sort(),
      [
        `containers.remove ${web.id}`,
        `containers.remove ${db.id}`,
        `containers.stop ${web.id}`,
        'images.remove app:1',
      ].sort(),
    );
    assert.ok(calls.indexOf(`containers.stop ${web.id}`) < calls.indexOf(`containers.remove ${web.id}`));
    assert.equal(calls.filter((call) => /remove/.test(call)).at(-1), 'images.remove app:1');
    assert.deepEqual([images.length, containers.length], [1, 0]);
  });

  it('explains what force does, and leaves the containers alone then', async () => {
    const forced: unknown[] = [];
    const { services, host, containers } = setUp({
      answers: [{ take: 'names-only' }],
      adapt: (engine) => ({
        ...engine,
        images: {
          ...engine.images,
          remove: async (reference, options) => {
            forced.push([reference, options]);
            return { untagged: [reference], deleted: [] };
          },
        },
      }),
    });
    await remove(services, [app.id]);
    const force = host.lists[0]?.choices.find(({ value }) => value === 'names-only');
    assert.match(String(force?.detail), /dangling/);
    assert.deepEqual(forced, [['app:1', { force: true }]]);
    assert.equal(containers.length, 2);
    assert.match(
      String(host.messages[0]?.text),
      patternOf(() => removalSentences.untagged(['app:1'])),
    );
  });

  it('tells layers that went from layers that stayed', async () => {
    const layers = ['1', '2', '3'].map((digit) => `sha256:${digit.repeat(64)}`);
    const chain = (below: string, layer: string) =>
      `sha256:${createHash('sha256').update(`${below} ${layer}`).digest('hex')}`;
    const second = chain(String(layers[0]), String(layers[1]));
    const third = chain(second, String(layers[2]));
    const { services, host } = setUp({
      answers: [{ confirm: true }],
      adapt: (engine) => ({
        ...engine,
        images: {
          ...engine.images,
          inspect: async (...given) => ({ ...(await engine.images.inspect(...given)), layers }),
          remove: async (name) => ({
            untagged: [name, `lone@sha256:${'0'.repeat(64)}`],
            deleted: name === 'lone:2' ? [lone.id, third, second] : [],
          }),
        },
      }),
    });
    await remove(services, [lone.id]);
    assert.equal(
      host.messages[0]?.text,
      [
        removalSentences.untagged(['lone:1', 'lone:2']),
        removalSentences.deleted('bbbbbbbbbbbb', 2),
        removalSentences.layersKept(1),
      ].join(' '),
    );
  });

  it('untags one name without a question while another is left, and asks before the last', async () => {
    const row = setUp();
    await commands['longshore.image.untag'](row.services, ['lone:2']);
    assert.deepEqual(row.images[1]?.tags, ['lone:1']);
    assert.match(
      String(row.host.messages[0]?.text),
      patternOf(() => removalSentences.untagged(['lone:2'])),
    );
    const chosen = setUp({ answers: [{ pick: 'lone:1' }] });
    await commands['longshore.image.untag'](chosen.services, [lone.id]);
    assert.deepEqual(chosen.images[1]?.tags, ['lone:2']);
    const last = setUp({ answers: [{ confirm: false }] });
    await assert.rejects(commands['longshore.image.untag'](last.services, [app.id]), Cancelled);
    assert.match(String(last.host.confirmations[0]?.detail), /"web" and "db" use the image/);
  });
});

describe('prune of images', () => {
  afterEach(tearDown);
  const prune = commands['longshore.image.prune'];
  const dangling = anImage({ id: `sha256:${'d'.repeat(64)}`, tags: [], size: 9_000_000 });

  it('shows each with size and reason, and removes only what is ticked', async () => {
    const { services, host, images } = setUp({
      answers: [{ take: 'unused' }, { tick: ['dddddddddddd'] }, { confirm: true }],
    });
    images.push(dangling);
    await prune(services);
    const [, list] = host.lists;
    assert.equal(list?.title, removalWords.images(2, atLeastWords('11 MB')));
    assert.deepEqual(
      list?.choices.map(({ label, description }) => [label, description]),
      [
        ['dddddddddddd', uniqueAndTotal('8 MB', '9 MB')],
        ['lone:1', uniqueAndTotal('3 MB', '4 MB')],
      ],
    );
    assert.match(String(list?.choices[0]?.detail), /dangling/);
    assert.deepEqual(
      images.map(({ id }) => id),
      [app.id, lone.id],
    );
    assert.equal(host.messages[0]?.text, removedImages(1, '9 MB'));
  });

  it('takes dangling ones alone, and says when there is none', async () => {
    const { services, host, images } = setUp({
      answers: [{ take: 'dangling' }, { tick: 'all' }, { confirm: true }],
    });
    images.push(dangling);
    await prune(services);
    assert.equal(host.lists[1]?.title, removalWords.images(1, '8 MB'));
    assert.equal(images.length, 2);
    await assert.rejects(prune(setUp({ answers: [{ take: 'dangling' }] }).services), { message: noDangling });
  });

  it('removes nothing when the list or the last question is left', async () => {
    for (const answer of ['escape', { confirm: false }] as const) {
      const ticks = answer === 'escape' ? [] : [{ tick: 'all' as const }];
      const { services, images } = setUp({ answers: [{ take: 'unused' }, ...ticks, answer] });
      await assert.rejects(prune(services), Cancelled);
      assert.equal(images.length, 2);
    }
  });

  it('goes on where one has been taken into use meanwhile, and says so', async () => {
    const { services, images } = setUp({
      answers: [{ take: 'unused' }, { tick: 'all' }, { confirm: true }],
      adapt: (engine) => ({
        ...engine,
        images: {
          ...engine.images,
          remove: async (name, ...rest) => {
            if (name === 'lone:1') throw new EngineError('conflict', 'A container uses it now.');
            return engine.images.remove(name, ...rest);
          },
        },
      }),
    });
    images.push(dangling);
    await assert.rejects(prune(services), /1 of 2 failed. lone:1: A container uses it now./);
    assert.ok(!images.includes(dangling));
  });
});

describe('removal of containers', () => {
  afterEach(tearDown);
  const volume = { kind: 'volume' as const, source: 'f'.repeat(64), destination: '/var/lib/db', readOnly: false };
  const withVolume = (parts: Parameters<typeof setUp>[0]) =>
    setUp({
      ...parts,
      adapt: (engine) => ({
        ...engine,
        containers: {
          ...engine.containers,
          inspect: async (id) => ({ ...details, id, mounts: [volume, { ...volume, source: 'named' }] }),
        },
      }),
    });

  it('takes unnamed volumes only when asked', async () => {
    const kept = withVolume({ answers: [{ confirm: true }] });
    await commands['longshore.container.remove'](kept.services, [db.id]);
    assert.ok(kept.host.confirmations[0]?.detail.includes(hasAnonymousVolumes('/var/lib/db')));
    assert.ok(!kept.calls.some((call) => call.startsWith('volumes')));
    const taken = withVolume({ answers: [{ confirm: 'also' }] });
    await commands['longshore.container.remove'](taken.services, [db.id]);
    assert.ok(taken.calls.includes(`volumes ${db.id}`));
  });

  it('prunes only stopped ones that are ticked', async () => {
    const { services, host, containers } = setUp({ answers: [{ tick: ['db'] }, { confirm: true }] });
    await commands['longshore.container.prune'](services);
    assert.equal(host.lists[0]?.title, removalWords.containers(1, '2 MB'));
    assert.deepEqual(
      containers.map(({ name }) => name),
      ['web'],
    );
    await assert.rejects(commands['longshore.container.prune'](services), { message: noneStopped });
  });
});
