import assert from 'node:assert/strict';
import { createNewerCheck } from '../../../src/registry/newer-check.ts';
import type { LocalImage } from '../../../src/registry/registry-api.ts';

const sha = (letter: string) => `sha256:${letter.repeat(64)}`;
const hour = 3_600_000;

function checkUnderTest({ remote = 'b', few = false }: { remote?: string; few?: boolean } = {}) {
  const state = { remote: sha(remote), few, now: 1000, asked: [] as string[] };
  const check = createNewerCheck({
    client: {
      digest: async ({ registry, repository, tag }) => {
        state.asked.push(`digest ${registry} ${repository} ${tag}`);
        return state.remote;
      },
      manifest: async ({ digest }) => {
        state.asked.push(`manifest ${digest?.slice(0, 8)}`);
        const images = ['linux/amd64', 'linux/arm64/v8'].map((platform, index) => ({
          digest: sha(`${index}`),
          platform,
        }));
        return { digest: state.remote, mediaType: '', images };
      },
      image: async (_name, digest) => {
        state.asked.push(`image ${digest.slice(0, 8)}`);
        return { digest, platform: undefined, size: 1, layers: 1, createdAt: 777 };
      },
      wantsFewRequests: async () => state.few,
    },
    isKnown: async (registry) => registry === 'docker.io',
    now: () => state.now,
  });
  return { check, state };
}

const node = (digests = [`node@${sha('a')}`], reference = 'node'): LocalImage => {
  return { reference, digests, createdAt: 5, platform: 'linux/arm64' };
};

describe('whether a registry has a newer image', () => {
  it('is told by digests of the same repository', async () => {
    const { check, state } = checkUnderTest();
    assert.deepEqual(await check.check(node()), {
      kind: 'newer',
      digest: sha('b'),
      localDigest: sha('a'),
      createdAt: undefined,
      localCreatedAt: 5,
      checkedAt: 1000,
    });
    const both = node([`other/x@${sha('c')}`, `node@${sha('a')}`, `docker.io/library/node@${sha('b')}`]);
    assert.equal((await check.check(both)).kind, 'current');
    assert.deepEqual(state.asked, ['digest docker.io library/node latest', 'digest docker.io library/node latest']);
  });

  it('is not to be told of what was built here, has no tag, or has no name', async () => {
    const { check, state } = checkUnderTest();
    for (const image of [
      node([]),
      node([`other@${sha('a')}`]),
      node(undefined, `node@${sha('a')}`),
      node(undefined, '<none>'),
    ]) {
      assert.deepEqual(await check.check(image, { asked: true }), { kind: 'not-comparable' });
    }
    assert.deepEqual(state.asked, []);
  });

  it('adds the age of the newer one for the same platform, where that is wanted', async () => {
    const { check, state } = checkUnderTest();
    await check.check(node());
    const found = await check.check(node(), { withAge: true });
    assert.equal(found.kind === 'newer' && found.createdAt, 777);
    assert.deepEqual(state.asked.slice(1), [
      'digest docker.io library/node latest',
      'manifest sha256:b',
      'image sha256:1',
    ]);
    await check.check(node(), { withAge: true });
    assert.equal(state.asked.length, 4);
  });

  it('is asked once in a while, again after a pull, and always by a person', async () => {
    const { check, state } = checkUnderTest();
    assert.equal(check.known(node()), undefined);
    await check.check(node());
    state.now += 5 * hour;
    await check.check(node());
    assert.equal(state.asked.length, 1);
    await check.check(node(), { asked: true });
    assert.equal(state.asked.length, 2);
    assert.equal((await check.check(node([`node@${sha('b')}`]))).kind, 'current');
    assert.equal(state.asked.length, 3);
    state.now += 7 * hour;
    await check.check(node());
    assert.equal(state.asked.length, 4);
    assert.equal(check.known(node())?.kind, 'newer');
  });

  it('does not ask unknown registries and those that want few requests, unless a person does', async () => {
    const { check, state } = checkUnderTest({ few: true });
    const unknown = node([`r.test/x@${sha('a')}`], 'r.test/x:1');
    assert.deepEqual(await check.check(unknown), { kind: 'not-asked' });
    assert.deepEqual(await check.check(node()), { kind: 'not-asked' });
    assert.deepEqual(state.asked, []);
    assert.equal((await check.check(unknown, { asked: true })).kind, 'newer');
    assert.equal((await check.check(unknown)).kind, 'newer');
    assert.deepEqual(state.asked, ['digest r.test x 1']);
  });
});
