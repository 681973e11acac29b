// The quiet look for newer images: how often, one after the other, and what it leaves alone.
import assert from 'node:assert/strict';
import { EngineError } from '../../../src/errors.ts';
import { createNewerCheck, type KeptAnswer } from '../../../src/registry/newer-check.ts';
import { createNewerWatch, localImages } from '../../../src/registry/newer-watch.ts';
import { settled } from '../../support/fake-clock.ts';

const sha = (letter: string) => `sha256:${letter.repeat(64)}`;
const day = 86_400_000;

function watchUnderTest(known: readonly string[] = ['registry.test']) {
  const state = {
    now: 1_000_000_000,
    interval: day as number | undefined,
    remote: sha('b'),
    pulled: [] as string[],
    fails: undefined as Error | undefined,
    asked: [] as string[],
    lines: [] as string[],
    kept: [] as readonly KeptAnswer[],
    told: 0,
    /** How often it was wanted to know whether a registry may be asked. */
    doubts: 0,
    atOnce: 0,
    most: 0,
  };
  const client = {
    digest: async ({ repository }: { repository: string }) => {
      state.asked.push(repository);
      state.most = Math.max(state.most, ++state.atOnce);
      await settled();
      state.atOnce--;
      if (state.fails) throw state.fails;
      return state.remote;
    },
    manifest: async () => ({
      digest: state.remote,
      mediaType: '',
      images: [
        { digest: sha('1'), platform: 'linux/amd64' },
        { digest: sha('2'), platform: 'linux/arm64' },
      ],
    }),
    image: async (_name: unknown, digest: string) => ({
      ...{ digest, platform: undefined, size: 1, layers: 1 },
      createdAt: digest === sha('2') ? 777 : 1,
    }),
    wantsFewRequests: async () => false,
  };
  const make = () => {
    const watch = createNewerWatch({
      check: createNewerCheck({
        client,
        isKnown: async (registry) => {
          state.doubts++;
          return known.includes(registry);
        },
        lasting: () => state.interval ?? 0,
        now: () => state.now,
        kept: { get: () => state.kept, set: (answers) => (state.kept = structuredClone(answers)) },
      }),
      interval: () => state.interval,
      platformOf: async () => 'linux/arm64',
      cameFromRegistry: async ({ reference }) => state.pulled.includes(reference),
      log: (line) => void state.lines.push(line),
      now: () => state.now,
    });
    watch.onDidChange(() => void state.told++);
    return watch;
  };
  const done = async (count: number) => {
    for (let turn = 0; turn < count * 10; turn++) await settled();
  };
  return { state, make, done };
}

const images = (...names: readonly string[]) =>
  localImages(
    names.map((name) => ({
      ...{ tags: [`registry.test/${name}:1`], digests: [`registry.test/${name}@${sha('a')}`] },
      ...{ createdAt: 5, platform: undefined },
    })),
  );

describe('the quiet look for newer images', () => {
  it('asks about an image whose digests are in doubt only once it is known to be from a registry', async () => {
    const { state, make, done } = watchUnderTest();
    const watch = make();
    const doubtful = images('mine', 'theirs').map((image) => ({ ...image, inDoubt: true }));
    state.pulled = ['registry.test/theirs:1'];
    watch.look(doubtful);
    await done(8);
    assert.deepEqual([...new Set(state.asked)], ['theirs']);
    // The same digest may be pulled later.
    state.pulled.push('registry.test/mine:1');
    watch.look(doubtful);
    await done(8);
    assert.deepEqual([...new Set(state.asked)], ['theirs', 'mine']);
  });

  it('asks for each once in a while, one after the other, and tells what it finds with its age', async () => {
    const { state, make, done } = watchUnderTest();
    const watch = make();
    const [one] = images('one');
    assert.ok(one);
    watch.look(images('one', 'two'));
    watch.look(images('two', 'three'));
    await done(8);
    assert.deepEqual([...new Set(state.asked)], ['one', 'two', 'three']);
    assert.equal(state.most, 1);
    const found = watch.known(one);
    assert.ok(found?.kind === 'newer' && found.createdAt === 777);
    const [asked, told] = [state.asked.length, state.told];
    assert.ok(told >= 3);
    watch.look(images('one', 'two', 'three'));
    await done(4);
    assert.deepEqual([state.asked.length, state.told], [asked, told]);
    state.now += day;
    state.remote = sha('a');
    watch.look(images('one'));
    await done(4);
    assert.equal(watch.known(one)?.kind, 'current');
    assert.ok(state.told > told);
  });

  it('remembers beyond the session', async () => {
    const { state, make, done } = watchUnderTest();
    make().look(images('one'));
    await done(4);
    const asked = state.asked.length;
    const later = make();
    const [one] = images('one');
    assert.ok(one);
    assert.equal(later.known(one)?.kind, 'newer');
    later.look([one]);
    await done(4);
    assert.equal(state.asked.length, asked);
  });

  it('asks nobody where the setting says never, and no registry that is not known', async () => {
    const { state, make, done } = watchUnderTest([]);
    const watch = make();
    watch.look(images('one'));
    await done(4);
    state.interval = undefined;
    watch.look(images('two'));
    await done(4);
    assert.deepEqual(state.asked, []);
  });

  it('learns from one image of a registry that none of its others may be asked for', async () => {
    const { state, make, done } = watchUnderTest([]);
    make().look(images('one', 'two', 'three'));
    await done(8);
    assert.equal(state.doubts, 1);
  });

  it('goes on with the others after an image that the registry does not have', async () => {
    const { state, make, done } = watchUnderTest();
    state.fails = new EngineError('image-not-found', 'There is no such image.');
    make().look(images('one', 'two'));
    await done(6);
    assert.deepEqual(state.asked, ['one', 'two']);
  });

  it('leaves a registry that failed alone for a while, and ends when it is disposed of', async () => {
    const { state, make, done } = watchUnderTest();
    const watch = make();
    state.fails = new Error('No way there.');
    watch.look(images('one', 'two'));
    await done(4);
    assert.deepEqual(state.asked, ['one']);
    assert.deepEqual(state.lines, ['Newer than registry.test/one:1? No way there.']);
    state.now += 11 * 60_000;
    state.fails = undefined;
    watch.look(images('two'));
    await done(4);
    assert.deepEqual(state.asked.slice(0, 2), ['one', 'two']);
    watch.dispose();
    watch.look(images('three'));
    await done(4);
    assert.ok(!state.asked.includes('three'));
  });
});
