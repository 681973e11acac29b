// What the Registries view knows and shows, of a registry that answers when the test wants it to.
import assert from 'node:assert/strict';
import { EngineError } from '../../../src/errors.ts';
import type { Row } from '../../../src/explorer/kind.ts';
import { loginWords, registryKind } from '../../../src/explorer/registries.ts';
import { createRegistryListing, type RegistryListing } from '../../../src/explorer/registry-listing.ts';
import type { StoredLogin } from '../../../src/registry/credentials-api.ts';
import { settled } from '../../support/fake-clock.ts';

const host = 'registry.test:5000';
const sha = (letter: string) => `sha256:${letter.repeat(64)}`;

function listingUnderTest({ logins = [], tags = ['1'] }: { logins?: StoredLogin[]; tags?: readonly string[] } = {}) {
  const state = { tags, asked: [] as string[], hold: Promise.resolve(), fails: undefined as Error | undefined };
  const listing = createRegistryListing({
    client: {
      repositories: async (registry) => {
        state.asked.push(`repositories ${registry}`);
        await state.hold;
        if (state.fails) throw state.fails;
        if (registry === 'docker.io') throw new EngineError('unsupported', 'Docker Hub lists no repositories.');
        return { items: ['team/app'], next: undefined };
      },
      tags: async ({ repository }) => {
        state.asked.push(`tags ${repository}`);
        const items = state.tags;
        await state.hold;
        return { items, next: undefined };
      },
      manifest: async () => ({
        digest: sha('a'),
        mediaType: '',
        images: [
          { digest: sha('1'), platform: 'linux/amd64' },
          { digest: sha('2'), platform: undefined },
        ],
      }),
      image: async (_name, digest) => ({
        ...{ digest, platform: 'linux/arm64', size: 2_000_000, layers: 3 },
        createdAt: digest === sha('1') ? 1000 : undefined,
      }),
      forget: () => undefined,
    },
    credentials: { list: async () => logins },
    added: () => [host],
    localNames: () => ['docker.io/library/node', 'docker.io/library/node', `${host}/other`],
  });
  return { listing, state };
}

describe('what another window changes of registries', () => {
  it('is shown without losing what was read, and what failed is asked again', async () => {
    const logins: StoredLogin[] = [];
    const { listing, state } = listingUnderTest({ logins });
    await listing.relist();
    assert.deepEqual(listing.registries(), [], 'nobody has looked yet');
    await listing.begin();
    await listing.load(host);
    state.fails = new EngineError('registry-denied', 'Log in first.');
    await listing.load('ghcr.io');
    assert.equal(listing.below('ghcr.io')?.[0]?.kind, 'problem');
    logins.push({ registry: 'ghcr.io', username: 'me', place: 'config' } as unknown as StoredLogin);
    await listing.relist();
    const ghcr = listing.registries().find((entry) => entry.kind === 'registry' && entry.registry === 'ghcr.io');
    assert.equal(ghcr?.kind === 'registry' && ghcr.login?.username, 'me');
    assert.equal(listing.below(host)?.length, 1);
    assert.equal(listing.below('ghcr.io'), undefined);
  });
});

const rows = (listing: RegistryListing): Row[] =>
  registryKind.list(listing).map((entry) => registryKind.row(entry, listing, 61_000));
function rowAt(listing: RegistryListing, ...path: readonly string[]): Row {
  let level = rows(listing);
  let found: Row | undefined;
  for (const label of path) {
    found = level.find((row) => row.label === label);
    assert.ok(found, `${label} among ${level.map((row) => row.label).join(', ')}`);
    level = [...found.children];
  }
  assert.ok(found);
  for (const token of found.tokens) assert.ok(registryKind.tokens.includes(token), token);
  return found;
}

describe('the view of registries', () => {
  it('has those that are always there, those logged in to, and those added, each once', async () => {
    const place = { kind: 'secret-store' } as const;
    const { listing } = listingUnderTest({
      logins: [
        { registry: host, username: 'me', place },
        { registry: 'ghcr.io', username: undefined, place: { kind: 'config-file', path: '/x' } },
        { registry: 'broken.test', username: undefined, place, problem: 'Its helper is not there.' },
      ],
    });
    await listing.begin();
    assert.deepEqual(
      rows(listing).map(({ label, description, tone }) => [label, description, tone]),
      [
        ['Docker Hub', `docker.io  ·  ${loginWords.notLoggedIn()}`, undefined],
        ['GitHub', `ghcr.io  ·  ${loginWords.loggedIn()}`, 'good'],
        [host, loginWords.loggedInAs('me'), 'good'],
        ['broken.test', loginWords.loggedIn(), 'bad'],
      ],
    );
    assert.deepEqual(rowAt(listing, host).tokens, ['registry', 'loggedIn', 'added']);
    assert.ok(JSON.stringify(rowAt(listing, 'GitHub').tooltip()).includes('unencrypted'));
    assert.ok(JSON.stringify(rowAt(listing, 'broken.test').tooltip()).includes('Its helper is not there.'));
  });

  it('opens step by step down to the images of a tag', async () => {
    const { listing, state } = listingUnderTest();
    await listing.begin();
    assert.equal(rowAt(listing, host).isLazy, true);
    assert.deepEqual(state.asked, []);
    await listing.load(host);
    await listing.load(`${host}/team/app`);
    await listing.load(`${host}/team/app:1`);
    const tag = rowAt(listing, host, 'team/app', '1');
    assert.deepEqual([tag.object?.id, tag.description, tag.isLazy], [`${host}/team/app:1`, 'a'.repeat(12), false]);
    const [one, other] = tag.children;
    assert.deepEqual([one?.label, one?.description], ['linux/amd64', '2 MB  ·  1 minute ago']);
    assert.deepEqual([other?.label, other?.description], ['linux/arm64', '2 MB  ·  unknown age']);
    assert.equal(one?.object?.id, `${host}/team/app@${sha('1')}`);
  });

  it('shows of a registry that lists nothing what the engine has from it, and says why', async () => {
    const { listing } = listingUnderTest();
    await listing.begin();
    await listing.load('docker.io');
    const labels = rowAt(listing, 'Docker Hub').children.map(({ label }) => label);
    assert.deepEqual(labels, ['library/node', 'Docker Hub lists no repositories.']);
  });

  it('shows the rest of many on demand, the numbers in order', async () => {
    const tags = Array.from({ length: 230 }, (_, number) => `1.${number}`).sort();
    const { listing, state } = listingUnderTest({ tags });
    await listing.begin();
    const key = `${host}/team/app`;
    await listing.load(host);
    await listing.load(key);
    const more = () => rowAt(listing, host, 'team/app').children.at(-1);
    assert.deepEqual([more()?.label, more()?.description, more()?.verb], ['Show More', '100 shown', 'more']);
    await listing.more(key);
    assert.equal(more()?.description, '200 shown');
    await listing.more(key);
    assert.deepEqual([more()?.label, listing.below(key)?.length], ['1.229', 230]);
    assert.equal(state.asked.filter((each) => each.startsWith('tags')).length, 1);
  });

  it('says what failed, and asks again after a refresh', async () => {
    const { listing, state } = listingUnderTest();
    await listing.begin();
    state.fails = new EngineError('registry-unreachable', 'Nobody answers.');
    await listing.load(host);
    assert.equal(rowAt(listing, host, 'Nobody answers.').tone, 'quiet');
    state.fails = undefined;
    await listing.refresh(host);
    assert.equal(rowAt(listing, host).isLazy, true);
    await listing.load(host);
    assert.ok(rowAt(listing, host, 'team/app'));
  });

  it('keeps no answer to what was asked before a refresh', async () => {
    const { listing, state } = listingUnderTest();
    await listing.begin();
    let answer = () => {};
    state.hold = new Promise((resolve) => {
      answer = resolve;
    });
    const key = `${host}/team/app`;
    const loading = listing.load(key);
    await settled();
    await listing.refresh(key);
    state.tags = ['2'];
    answer();
    await loading;
    assert.deepEqual(listing.below(key), [{ kind: 'tag', reference: `${key}:2` }]);
  });
});
