// Which digests a registry can know, by what engines with either store answer.
import assert from 'node:assert/strict';
import { digestsOf } from '../../../src/engine/dockerode/image-origin.ts';
import { createRegistryOrigin } from '../../../src/known-images/registry-origin.ts';
import { anImage, createFakeEngine } from '../../support/fake-engine.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const of = (name: string) => `${name}@${digest}`;

describe('digests of an image', () => {
  const names = ['shop', 'team/shop', 'ghcr.io/team/shop', 'localhost:5000/shop'];

  it('are those of a registry in the classic store', () => {
    assert.deepEqual(digestsOf({ RepoDigests: [of('node'), '<none>@<none>'], Parent: 'x' }), { digests: [of('node')] });
    assert.deepEqual(digestsOf({ RepoDigests: null }), { digests: [] });
  });

  it('are none of what was made here, whatever containerd’s store says', () => {
    const marks = [
      { Descriptor: { annotations: { 'config.digest': digest } } },
      { Descriptor: { annotations: { 'io.containerd.image.name': 'docker.io/library/shop:1' } } },
      { Descriptor: {}, Parent: digest },
      { Descriptor: {}, Comment: 'Imported from -' },
    ];
    for (const mark of marks)
      for (const name of names) assert.deepEqual(digestsOf({ RepoDigests: [of(name)], ...mark }), { digests: [] });
  });

  it('are in doubt in lists of Podman, which has some of everything', () => {
    const listed = { RepoDigests: [of('docker.io/library/shop')], Names: ['docker.io/library/shop:1'] };
    assert.deepEqual(digestsOf(listed), { digests: [of('shop')], inDoubt: true });
    assert.deepEqual(digestsOf({ ...listed, Parent: digest }), { digests: [] });
  });

  it('are of each name, although lists of containerd’s store tell but one', () => {
    const RepoTags = ['node:22', 'localhost:5000/copy:1', 'localhost:5000/copy:2', `node@${digest}`];
    for (const RepoDigests of [[of('node')], [of('localhost:5000/copy')]]) {
      const { digests } = digestsOf({ RepoTags, RepoDigests, Descriptor: { digest } });
      assert.deepEqual(digests, [of('node'), of('localhost:5000/copy')]);
    }
  });

  it('are in doubt where nothing tells', () => {
    assert.deepEqual(digestsOf({ RepoDigests: [of('node')], Descriptor: { annotations: null } }), {
      digests: [of('node')],
      inDoubt: true,
    });
    assert.deepEqual(digestsOf({ RepoDigests: [], Descriptor: {} }), { digests: [] });
  });

  it('are those of the repositories that newer engines name, and of no other name of the image', () => {
    const Identity = { Pull: [{ Repository: 'docker.io/library/node' }, { Repository: 'localhost/shop' }] };
    const RepoDigests = ['node', 'secret-project', 'localhost:5000/shop'].map(of);
    // A loaded image that was pulled, too.
    const Descriptor = { annotations: { 'io.containerd.image.name': 'x' } };
    assert.deepEqual(digestsOf({ RepoDigests, Descriptor, Identity }), {
      digests: [of('node'), of('localhost:5000/shop')],
      inDoubt: false,
    });
    const none = { digests: [], inDoubt: false };
    assert.deepEqual(digestsOf({ RepoDigests, Descriptor: {}, Identity: { Pull: null } }), none);
  });
});

describe('an image came from a registry', () => {
  const signal = new AbortController().signal;
  function doubtful(pulled: string[], kept: readonly string[] = []) {
    const images = ['node:22', 'secret-project:1'].map((tag, index) =>
      anImage({ id: `sha256:${index}`, tags: [tag], digests: [of(tag.split(':')[0] ?? '')], inDoubt: true }),
    );
    const engine = createFakeEngine({ images, pulled });
    const state = { names: kept };
    const cameFromRegistry = createRegistryOrigin({
      inventory: { connection: { state: 'connected', engine: engine.engine } },
      kept: { get: () => state.names, set: (names) => (state.names = names) },
    });
    const ask = (reference: string) =>
      cameFromRegistry({ reference, digests: [of(reference.split(':')[0] ?? '')], createdAt: 1 }, signal);
    return { ask, state };
  }

  it('if it was seen pulled, which is remembered', async () => {
    const pulled = ['node:22'];
    const { ask, state } = doubtful(pulled);
    assert.deepEqual([await ask('node:22'), await ask('secret-project:1')], [true, false]);
    assert.equal(await doubtful([], state.names).ask('node:22'), true);
  });

  it('not if nobody can tell', async () => {
    const { ask, state } = doubtful([]);
    assert.deepEqual([await ask('node:22'), state.names], [false, []]);
  });
});
