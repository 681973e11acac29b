// Push and pull of a real engine with credentials, and what becomes of them when the registry or the way to it fails.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { tarEnd, tarHeader, tarPadding } from '../../src/build-context/tar-header.ts';
import type { TransferProgress } from '../../src/engine/image-api.ts';
import { EngineError } from '../../src/errors.ts';
import { parseImageReference } from '../../src/image-reference.ts';
import type { Credential, CredentialLookup } from '../../src/registry/credential.ts';
import { createRegistryClient } from '../../src/registry/registry-client.ts';
import { sentenceOf } from '../support/engine-sentences.ts';
import { type FaultProxy, openFaultProxy } from '../support/fault-proxy.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { account, passwordFile, secretsOf } from '../support/registry-account.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

const login: Credential = { kind: 'password', ...account };
const wrong = { username: account.username, password: 'planted-wrong-1b2c' };
const secrets = [...secretsOf(account), ...secretsOf(wrong)];

const loginRejected = patternOf(() => sentenceOf('login-rejected'));

describe('transfers of a real engine', () => {
  let test: EngineUnderTest;
  let file: ReturnType<typeof passwordFile>;
  let registry: Registry;
  let proxy: FaultProxy;
  before(async () => {
    test = await engineUnderTest();
    file = passwordFile();
    registry = await startRegistry({ auth: file.auth });
    proxy = await openFaultProxy(registry.host);
  });
  afterEach(() => {
    proxy.choose = () => undefined;
  });
  after(async () => {
    await test.clean();
    await proxy.close();
    await registry.stop();
    file.remove();
  });

  /** All that is said during a transfer, and a promise of the first line like that. */
  function listener() {
    const lines: TransferProgress[] = [];
    const waiting: { readonly wanted: RegExp; readonly met: () => void }[] = [];
    return {
      lines,
      statuses: () => lines.map(({ status }) => status),
      note: (line: TransferProgress) => {
        lines.push(line);
        for (const { wanted, met } of waiting) if (wanted.test(line.status)) met();
      },
      hears: (wanted: RegExp) => new Promise<void>((met) => waiting.push({ wanted, met })),
    };
  }

  /** The lookup of a person with this login, and the hosts that it was asked for. */
  function credentials(credential: Credential | 'nobody' = login) {
    const asked: string[] = [];
    const lookup: CredentialLookup = async (host) => {
      asked.push(host);
      return credential === 'nobody' ? undefined : credential;
    };
    return { asked, credentials: lookup };
  }

  /** The base image with a layer of its own, under this name. */
  async function image(reference: string, kilobytes = 4): Promise<string> {
    const from = await test.create({ command: ['true'] });
    const bytes = randomBytes(kilobytes * 1024);
    const header = tarHeader({ path: 'own', kind: 'file', mode: 0o644, size: bytes.length, modifiedAt: 0 });
    const archive = Readable.from([Buffer.concat([header, bytes, tarPadding(bytes.length), tarEnd()])]);
    await test.engine.files.write(from, '/', archive);
    await test.engine.containers.commit(from, {
      reference,
      message: '',
      author: '',
      changes: ['CMD ["/own"]'],
      pause: false,
    });
    test.owns(reference);
    return reference;
  }
  const newName = (host = registry.host, tag = '1') => `${host}/team/${uniqueName()}:${tag}`;

  /** Rejects so, and names no secret. */
  async function refused(promise: Promise<unknown>, kind: string, message: RegExp, lines: readonly TransferProgress[]) {
    await assert.rejects(promise, (error: Error & { kind?: string }) => {
      assert.equal(error.kind, kind, error.message);
      assert.match(error.message, message);
      const said = `${error.stack} ${error.cause} ${JSON.stringify(error)} ${JSON.stringify(lines)}`;
      for (const secret of secrets) assert.ok(!said.includes(secret), said);
      return true;
    });
  }

  it('need no TLS where the engine says so', async () => {
    const { insecureRegistries } = await test.engine.info();
    assert.ok(insecureRegistries.includes('127.0.0.0/8'), insecureRegistries.join());
  });

  it('push what is missing, say what becomes of each layer, and end with the digest', async () => {
    const { images } = test.engine;
    // containerd's store tells of what travels only where that takes a moment.
    const reference = await image(newName(), test.containerdStore ? 60_000 : 4);
    const { asked, credentials: lookup } = credentials();
    const first = listener();
    const digest = await images.push(reference, first.note, undefined, { credentials: lookup });
    assert.deepEqual(asked, [registry.host]);
    assert.equal(first.statuses().filter((status) => status === 'Pushed').length, 2);
    assert.ok(first.lines.some(({ layer, current, total }) => layer && (current ?? 0) > 0 && (total ?? 0) > 0));
    const client = createRegistryClient({
      credentials: lookup,
      trust: () => ({ certificateFolders: [], insecureRegistries: [] }),
    });
    const parsed = parseImageReference(reference);
    assert.ok(parsed);
    assert.equal(await client.digest(parsed), digest);
    client.close();

    const again = listener();
    assert.equal(await images.push(reference, again.note, undefined, { credentials: lookup }), digest);
    assert.equal(again.statuses().filter((status) => status === 'Layer already exists').length, 2);
    const other = newName();
    await images.tag(reference, other);
    test.owns(other);
    const mounted = listener();
    await images.push(other, mounted.note, undefined, { credentials: lookup });
    const from = parsed.repository;
    assert.ok(mounted.statuses().includes(`Mounted from ${from}`), mounted.statuses().join('\n'));
    for (const secret of secrets)
      assert.ok(!JSON.stringify([first, again, mounted].map((each) => each.lines)).includes(secret));
  });

  it('push all tags of a repository at once, and name the digest of each', async () => {
    const name = newName().replace(/:1$/, '');
    const same = await image(`${name}:1`);
    await test.engine.images.tag(same, `${name}:latest`);
    await image(`${name}:2`);
    test.owns(`${name}:latest`);
    const pushed = await test.engine.images.pushAll(name, () => {}, undefined, credentials());
    const digests = Object.fromEntries(pushed.map(({ tag, digest }) => [tag, digest]));
    assert.deepEqual(Object.keys(digests).sort(), ['1', '2', 'latest']);
    assert.equal(digests[1], digests.latest);
    assert.notEqual(digests[1], digests[2]);
  });

  it('pull what was pushed, by tag and by digest', async () => {
    const { images } = test.engine;
    const reference = await image(newName());
    const { id } = await images.inspect(reference);
    const digest = await images.push(reference, () => {}, undefined, credentials());
    for (const wanted of [reference, reference.replace(/:1$/, `@${digest}`)]) {
      await images.remove(id, { force: true });
      await refused(
        images.pull(wanted, () => {}),
        'registry-denied',
        /Log in/,
        [],
      );
      await images.pull(wanted, () => {}, undefined, credentials());
      assert.equal((await images.inspect(wanted)).id, id);
    }
    test.owns(id);
  });

  it('are refused without the right login', async () => {
    const { images } = test.engine;
    const reference = await image(newName());
    const lied = credentials({ kind: 'password', ...wrong });
    for (const account of [{}, credentials('nobody'), lied]) {
      const { note, lines } = listener();
      const push = images.push(reference, note, undefined, account);
      await refused(push, 'registry-denied', loginRejected, lines);
    }
    const broken = { credentials: async () => Promise.reject(new EngineError('credential-store', 'No keychain.')) };
    await refused(
      images.push(reference, () => {}, undefined, broken),
      'credential-store',
      /No keychain/,
      [],
    );
  });

  it('are tried by a login that is not stored yet', async () => {
    const { images } = test.engine;
    assert.deepEqual(await images.verifyCredential(registry.host, login), login);
    const lie: Credential = { kind: 'password', ...wrong };
    await refused(images.verifyCredential(registry.host, lie), 'registry-denied', loginRejected, []);
  });

  it('say what the registry says against them', async () => {
    const { images } = test.engine;
    const reference = await image(newName(proxy.host));
    const errors = (code: string, message: string) => JSON.stringify({ errors: [{ code, message }] });
    const cases: readonly (readonly [RegExp, number, string, string, RegExp])[] = [
      [
        /uploads/,
        403,
        errors('DENIED', 'you may not write here'),
        'registry-denied',
        new RegExp(
          `${loginRejected.source}|${patternOf(() => sentenceOf('request-refused', 'you may not write here')).source}`,
        ),
      ],
      [
        /uploads/,
        403,
        errors('DENIED', 'adding 4 KiB exceeds the quota'),
        'registry-limit',
        patternOf(() => sentenceOf('storage-quota')),
      ],
      [
        /manifests/,
        429,
        errors('TOOMANYREQUESTS', 'slow down'),
        'registry-limit',
        patternOf(() => sentenceOf('rate-limit')),
      ],
      [/manifests/, 500, '<html>', 'registry-failed', patternOf(() => sentenceOf('registry-status', '500'))],
    ];
    for (const [path, status, body, kind, message] of cases) {
      const headers = { 'Content-Type': 'application/json' };
      proxy.choose = ({ url }) => (path.test(url) ? { kind: 'status', status, headers, body } : undefined);
      const { note, lines } = listener();
      await refused(images.push(reference, note, undefined, credentials()), kind, message, lines);
    }
  });

  /** With the classic store a layer goes in one PATCH or more, and is tried again; with containerd's in one PUT, once. */
  const isUpload = ({ method, url }: { readonly method: string; readonly url: string }) =>
    method === (test.containerdStore ? 'PUT' : 'PATCH') && /blobs\/uploads/.test(url);

  it('go on by themselves when the connection breaks in the middle, or say that it broke', async () => {
    const reference = await image(newName(proxy.host), 2000);
    let cuts = 0;
    proxy.choose = (asked) => (isUpload(asked) && cuts++ === 0 ? { kind: 'cut-request' } : undefined);
    const { note, statuses, lines } = listener();
    const push = test.engine.images.push(reference, note, undefined, credentials());
    if (test.containerdStore) return refused(push, 'registry-unreachable', /Try again|Check/, lines);
    await push;
    assert.ok(statuses().some((status) => /^Retrying in/.test(status)));
    assert.ok(cuts > 1);
  });

  it('end at the registry, too, when nobody waits for them any more', async () => {
    // More than the buffers on the way hold: it is still being sent when it is given up.
    const reference = await image(newName(proxy.host), 32_000);
    let onEnd = () => {};
    const ended = new Promise<void>((resolve) => {
      onEnd = resolve;
    });
    // What is told of progress may come before anything is on its way.
    let onArrival = () => {};
    const arrived = new Promise<void>((resolve) => {
      onArrival = resolve;
    });
    proxy.choose = (asked) => {
      if (!isUpload(asked)) return undefined;
      onArrival();
      return { kind: 'silence', onEnd };
    };
    const controller = new AbortController();
    const push = test.engine.images.push(reference, () => undefined, controller.signal, credentials());
    await Promise.race([arrived, push]);
    controller.abort(new Error('Enough.'));
    await assert.rejects(push, { message: 'Enough.' });
    await ended;
  });

  it('end while the engine tries again and again', async () => {
    const reference = await image(newName(proxy.host), 2000);
    proxy.choose = (asked) => (isUpload(asked) ? { kind: 'cut-request' } : undefined);
    const { note, hears, lines } = listener();
    if (test.containerdStore) {
      const once = test.engine.images.push(reference, note, undefined, credentials());
      return refused(once, 'registry-unreachable', /Try again|Check/, lines);
    }
    const controller = new AbortController();
    const told = hears(/^Retrying in/);
    const push = test.engine.images.push(reference, note, controller.signal, credentials());
    await Promise.race([told, push]);
    controller.abort(new Error('Enough.'));
    await assert.rejects(push, { message: 'Enough.' });
  });
});
