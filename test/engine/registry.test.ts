// The client of registries against the reference registry: anonymous, with passwords, with tokens, behind TLS.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEngineError } from '../../src/errors.ts';
import type { Credential, CredentialLookup } from '../../src/registry/credential.ts';
import { createNewerCheck } from '../../src/registry/newer-check.ts';
import { createRegistryClient } from '../../src/registry/registry-client.ts';
import type { TrustSource } from '../../src/registry/trust.ts';
import { makeAuthority, type TestAuthority } from '../support/certificates.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { account, passwordFile, secretsOf } from '../support/registry-account.ts';
import { pushImage, pushList } from '../support/registry-content.ts';
import { startTokenServer, type TokenServer } from '../support/registry-token-server.ts';

const login: Credential = { kind: 'password', ...account };
const nobody: CredentialLookup = async () => undefined;
const me: CredentialLookup = async () => login;
const plain: TrustSource = { certificateFolders: [], insecureRegistries: [] };
const at = (registry: string, repository: string, tag: string | undefined = undefined) => {
  return { registry, repository, tag, digest: undefined };
};
const bytes = (text: string) => Buffer.from(text);

describe('a registry that everybody may use', () => {
  let registry: Registry;
  const client = createRegistryClient({ credentials: nobody, trust: () => plain });
  before(async () => {
    registry = await startRegistry();
  });
  after(async () => {
    client.close();
    await registry.stop();
  });

  it('is recognised, and lists its repositories in pages', async () => {
    const { host } = registry;
    const access = { authentication: 'none', loggedIn: false, encrypted: false };
    assert.deepEqual(await client.checkAccess(host), access);
    assert.deepEqual(await client.verify(host, login), login);
    for (const path of ['list/a', 'list/b', 'list/c']) await pushImage(host, path, '1', { layers: [bytes('x')] });
    const first = await client.repositories(host, { pageSize: 2 });
    assert.deepEqual(first.items, ['list/a', 'list/b']);
    const second = await client.repositories(host, { pageSize: 2, after: first.next });
    assert.deepEqual(second, { items: ['list/c'], next: undefined });
  });

  it('lists the tags of a repository, each once, however many', async () => {
    const { host } = registry;
    const tags = ['1', '1.0', 'latest', 'v2_x-y.z', 'A'];
    for (const tag of tags) await pushImage(host, 'team/app', tag, { layers: [bytes('x')] });
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await client.tags(at(host, 'team/app'), { pageSize: 2, after });
      found.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    assert.deepEqual(found.sort(), [...tags].sort());
    const missing = { kind: 'image-not-found', message: /team\/nope/ };
    await assert.rejects(client.tags(at(host, 'team/nope')), missing);
  });

  it('tells of an image its digest, platform, size and age', async () => {
    const { host } = registry;
    const one = await pushImage(host, 'facts/one', '1', { layers: [bytes('a'), bytes('b')] });
    const { digest } = one.descriptor;
    assert.equal(await client.digest(at(host, 'facts/one', '1')), digest);
    const manifest = await client.manifest(at(host, 'facts/one', '1'));
    assert.deepEqual([manifest.digest, manifest.images], [digest, [{ digest, platform: undefined }]]);
    const image = await client.image(at(host, 'facts/one'), digest);
    assert.deepEqual([image.platform, image.layers, image.createdAt], ['linux/amd64', 2, undefined]);
    assert.ok(image.size > 100 && image.size < 10_000, String(image.size));
    await assert.rejects(client.digest(at(host, 'facts/one', 'nope')), {
      message: /does not have the image facts\/one:nope/,
    });

    const arm = await pushImage(host, 'facts/one', undefined, { platform: 'linux/arm/v7', layers: [bytes('c')] });
    await pushList(host, 'facts/one', 'all', [one, arm]);
    const all = await client.manifest(at(host, 'facts/one', 'all'));
    assert.deepEqual(all.images, [
      { digest, platform: 'linux/amd64' },
      { digest: arm.descriptor.digest, platform: 'linux/arm/v7' },
    ]);
    assert.equal(all.digest, await client.digest(at(host, 'facts/one', 'all')));
    assert.equal((await client.image(at(host, 'facts/one'), arm.descriptor.digest)).platform, 'linux/arm/v7');
    const several = client.image(at(host, 'facts/one'), all.digest);
    await assert.rejects(several, { kind: 'invalid', message: /several platforms/ });
  });

  it('says what goes with a tag before it deletes it, and deletes just that', async () => {
    const { host } = registry;
    const layers = [bytes('same')];
    for (const tag of ['1', '1.0', 'latest']) await pushImage(host, 'gone/app', tag, { layers });
    await pushImage(host, 'gone/app', '2', { layers: [bytes('other')] });
    const preview = await client.previewDeletion(at(host, 'gone/app', '1.0'));
    assert.deepEqual([preview.tags[0], [...preview.tags].sort(), preview.unseen], ['1.0', ['1', '1.0', 'latest'], 0]);
    await client.deleteManifest(at(host, 'gone/app'), preview.digest);
    assert.deepEqual((await client.tags(at(host, 'gone/app'))).items, ['2']);
    await assert.rejects(client.deleteManifest(at(host, 'gone/app'), preview.digest), {
      kind: 'image-not-found',
      message: new RegExp(host),
    });
    const last = await client.previewDeletion(at(host, 'gone/app', '2'));
    await client.deleteManifest(at(host, 'gone/app'), last.digest);
    assert.deepEqual(await client.tags(at(host, 'gone/app')), { items: [], next: undefined });
  });

  it('may forbid to delete', async () => {
    const strict = await startRegistry({ deletes: false });
    const { descriptor } = await pushImage(strict.host, 'kept/app', '1', { layers: [bytes('x')] });
    const deletion = client.deleteManifest(at(strict.host, 'kept/app'), descriptor.digest);
    await assert.rejects(deletion, { kind: 'unsupported', message: new RegExp(strict.host) });
    await strict.stop();
  });

  it('has a newer image when its tag moved on', async () => {
    const { host } = registry;
    const check = createNewerCheck({ client, isKnown: async () => true });
    const { descriptor } = await pushImage(host, 'newer/app', '1', { layers: [bytes('old')] });
    const digests = [`${host}/newer/app@${descriptor.digest}`];
    const local = { reference: `${host}/newer/app:1`, digests, createdAt: 1, platform: 'linux/amd64' };
    assert.equal((await check.check(local)).kind, 'current');
    const moved = await pushImage(host, 'newer/app', '1', { layers: [bytes('new')] });
    assert.equal((await check.check(local)).kind, 'current');
    const found = await check.check(local, { asked: true, withAge: true });
    assert.equal(found.kind === 'newer' && found.digest, moved.descriptor.digest);
  });
});

describe('a registry that wants a password', () => {
  it('gives nothing without it, refuses a wrong one, and says neither', async () => {
    const file = passwordFile();
    const registry = await startRegistry({ auth: file.auth });
    const stranger = createRegistryClient({ credentials: nobody, trust: () => plain });
    const wrong: Credential = { kind: 'password', username: account.username, password: 'planted-wrong-1b2c' };
    const liar = createRegistryClient({ credentials: async () => wrong, trust: () => plain });
    const client = createRegistryClient({ credentials: me, trust: () => plain });
    try {
      const access = { authentication: 'basic', loggedIn: true, encrypted: false };
      assert.deepEqual(await client.checkAccess(registry.host), access);
      assert.deepEqual(await client.repositories(registry.host), { items: [], next: undefined });
      assert.deepEqual(await stranger.verify(registry.host, login), login);
      const refusals = [
        () => stranger.checkAccess(registry.host),
        () => stranger.tags(at(registry.host, 'team/app')),
        () => liar.checkAccess(registry.host),
        () => liar.repositories(registry.host),
        () => client.verify(registry.host, wrong),
      ];
      for (const refusal of refusals) {
        await assert.rejects(refusal(), (error: Error & { kind?: string }) => {
          assert.equal(error.kind, 'registry-denied', error.stack);
          const said = `${error.stack} ${error.cause} ${JSON.stringify(error)}`;
          for (const secret of [...secretsOf(account), ...secretsOf({ ...wrong })]) assert.ok(!said.includes(secret));
          return true;
        });
      }
    } finally {
      for (const each of [stranger, liar, client]) each.close();
      await registry.stop();
      file.remove();
    }
  });
});

describe('a registry behind TLS', () => {
  let authority: TestAuthority;
  let folder: string;
  before(async () => {
    authority = await makeAuthority();
    folder = mkdtempSync(join(tmpdir(), 'longshore-certs-'));
  });
  after(() => {
    authority.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Puts files into the folder of a host, as a person does. */
  const trustOf = (host: string, files: Readonly<Record<string, string>>): TrustSource => {
    mkdirSync(join(folder, host), { recursive: true });
    for (const [name, from] of Object.entries(files)) copyFileSync(from, join(folder, host, name));
    return { certificateFolders: [folder], insecureRegistries: [] };
  };
  const accessBy = async (host: string, trust: TrustSource) => {
    const client = createRegistryClient({ credentials: nobody, trust: () => trust });
    try {
      return await client.checkAccess(host);
    } finally {
      client.close();
    }
  };

  it('is trusted by its own authority, or where the engine does not ask for one, and not else', async () => {
    const { certFile, keyFile } = authority.server;
    const registry = await startRegistry({ http: { tls: { certificate: certFile, key: keyFile } } });
    const { host } = registry;
    const untrusted = { kind: 'registry-unreachable', message: /certs\.d\/127\.0\.0\.1:\d+\/ca\.crt/ };
    await assert.rejects(accessBy(host, plain), untrusted);
    const encrypted = { authentication: 'none', loggedIn: false, encrypted: true };
    assert.deepEqual(await accessBy(host, { ...plain, insecureRegistries: ['127.0.0.0/8'] }), encrypted);
    assert.deepEqual(await accessBy(host, trustOf(host, { 'ca.crt': authority.caFile })), encrypted);
    await registry.stop();
  });

  it('may want a certificate of its clients', async () => {
    const { certFile, keyFile } = authority.server;
    const tls = { certificate: certFile, key: keyFile, clientcas: [authority.caFile] };
    const registry = await startRegistry({ http: { tls } });
    const { host } = registry;
    const ca = { 'ca.crt': authority.caFile };
    await assert.rejects(accessBy(host, trustOf(host, ca)), { kind: 'registry-unreachable' });
    const { client } = authority;
    const trust = trustOf(host, { ...ca, 'client.cert': client.certFile, 'client.key': client.keyFile });
    assert.equal((await accessBy(host, trust)).encrypted, true);
    await registry.stop();
  });
});

describe('a registry with a token server', () => {
  let authority: TestAuthority;
  let folder: string;
  let tokens: TokenServer;
  let registry: Registry;
  let trust: TrustSource;
  before(async () => {
    authority = await makeAuthority();
    const { server } = authority;
    tokens = await startTokenServer(account, server, server);
    const tls = { certificate: server.certFile, key: server.keyFile };
    registry = await startRegistry({ auth: tokens.auth, http: { tls } });
    folder = mkdtempSync(join(tmpdir(), 'longshore-certs-'));
    mkdirSync(join(folder, registry.host));
    // The token server is behind the same authority, and nothing says so but the registry.
    copyFileSync(authority.caFile, join(folder, registry.host, 'ca.crt'));
    trust = { certificateFolders: [folder], insecureRegistries: [] };
  });
  after(async () => {
    await registry.stop();
    await tokens.close();
    authority.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const clientOf = (credentials: CredentialLookup) => createRegistryClient({ credentials, trust: () => trust });

  it('gives a token for each scope, once while it lives', async () => {
    const client = clientOf(me);
    const access = { authentication: 'token', loggedIn: true, encrypted: true };
    assert.deepEqual(await client.checkAccess(registry.host), access);
    const before = tokens.seen.length;
    await client.repositories(registry.host);
    await client.repositories(registry.host);
    const missing = { kind: 'image-not-found' };
    await assert.rejects(client.tags(at(registry.host, 'team/app')), missing);
    await assert.rejects(client.tags(at(registry.host, 'team/app')), missing);
    const scopes = tokens.seen.slice(before).map(({ url }) => new URL(url, 'http://x').searchParams.get('scope'));
    assert.deepEqual(scopes, ['registry:catalog:*', 'repository:team/app:pull']);
    client.close();
  });

  it('is asked for a new token when the old one ends', async () => {
    tokens.told = 0.001;
    const client = clientOf(me);
    await client.repositories(registry.host);
    const before = tokens.seen.length;
    await client.repositories(registry.host);
    assert.ok(tokens.seen.length > before);
    tokens.told = 300;
    client.close();
  });

  it('lets strangers into what is public', async () => {
    const client = clientOf(nobody);
    await assert.rejects(client.tags(at(registry.host, 'public/app')), { kind: 'image-not-found' });
    const denied = { kind: 'registry-denied', message: /team\/app/ };
    await assert.rejects(client.tags(at(registry.host, 'team/app')), denied);
    client.close();
  });

  it('gives an identity token in place of the password, and takes it from then on', async () => {
    tokens.givesIdentityTokens = true;
    const client = clientOf(nobody);
    const stored = await client.verify(registry.host, login);
    assert.ok(stored.kind === 'identity-token' && tokens.identityTokens.has(stored.identityToken));
    const known = clientOf(async () => stored);
    await known.repositories(registry.host);
    assert.equal((await known.checkAccess(registry.host)).loggedIn, true);
    assert.equal(tokens.seen.at(-1)?.method, 'POST');
    assert.deepEqual(await client.verify(registry.host, stored), stored);
    tokens.identityTokens.clear();
    known.forget();
    await assert.rejects(known.repositories(registry.host), (error: Error) => {
      assert.ok(isEngineError(error, 'registry-denied'), error.stack);
      assert.ok(error.message.includes(registry.host), error.message);
      assert.ok(!`${error.stack}${error.cause}`.includes(stored.identityToken));
      return true;
    });
    tokens.givesIdentityTokens = false;
    for (const each of [client, known]) each.close();
  });

  it('refuses a wrong password, and an account without the right', async () => {
    const wrong: Credential = { kind: 'password', username: account.username, password: 'planted-wrong-1b2c' };
    const client = clientOf(async () => wrong);
    await assert.rejects(client.checkAccess(registry.host), {
      kind: 'registry-denied',
      message: new RegExp(registry.host),
    });
    tokens.actions = ['pull'];
    const reader = clientOf(me);
    const digest = `sha256:${'a'.repeat(64)}`;
    await assert.rejects(reader.deleteManifest(at(registry.host, 'team/app'), digest), { kind: 'registry-denied' });
    tokens.actions = ['*'];
    for (const each of [client, reader]) each.close();
  });
});
