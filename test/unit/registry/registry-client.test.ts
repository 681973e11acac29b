import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { isEngineError } from '../../../src/errors.ts';
import type { Credential } from '../../../src/registry/credential.ts';
import { createRegistryClient, requestSentences } from '../../../src/registry/registry-client.ts';
import { oddAnswers, registrySentences, unreachableReasons } from '../../../src/registry/registry-errors.ts';
import { sessionSentences } from '../../../src/registry/session.ts';
import { loginSentences } from '../../../src/registry/token-server.ts';
import { type Answer, sendJson, startWebServer, type WebServer } from '../../support/web-server.ts';

const secret = 'planted-5ecret';
const login: Credential = { kind: 'password', username: 'me', password: secret };
const basic = `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`;
const name = (host: string) => ({ registry: host, repository: 'team/app' });

describe('a client of registries', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  async function server(answer: Answer): Promise<WebServer> {
    const started = await startWebServer(answer);
    ends.push(() => started.close());
    return started;
  }

  function client(credential: Credential | undefined = login, patience = 3000) {
    const looked: string[] = [];
    const made = createRegistryClient({
      credentials: async (registry) => {
        looked.push(registry);
        return credential;
      },
      trust: () => ({ certificateFolders: [], insecureRegistries: [] }),
      patience,
    });
    ends.push(() => made.close());
    return Object.assign(made, { looked });
  }

  /** A registry that wants a password for all but its root's first greeting. */
  const withPassword =
    (answer: Answer): Answer =>
    (request, response) => {
      if (request.headers.authorization !== basic) {
        return sendJson(response, {}, { 'WWW-Authenticate': 'Basic realm="x"' }, 401);
      }
      return request.url === '/v2/' ? sendJson(response, {}) : answer(request, response);
    };

  /** Rejects, with nothing secret in what it says. */
  async function failure(promise: Promise<unknown>, kind: string, message: string) {
    await assert.rejects(promise, (error: Error & { kind?: string }) => {
      assert.ok(isEngineError(error), String(error.stack));
      assert.equal(error.kind, kind, error.message);
      assert.equal(error.message, message);
      const all = [error.message, error.stack, JSON.stringify(error.cause), String(error.cause)].join();
      assert.ok(!all.includes(secret) && !all.includes(basic.slice(6)), all);
      return true;
    });
  }

  it('shows a password only to who asks for one, and looks for it only then', async () => {
    const open = await server((request, response) => sendJson(response, request.url === '/v2/' ? {} : { tags: ['1'] }));
    const asking = client();
    assert.deepEqual((await asking.tags(name(open.host))).items, ['1']);
    assert.deepEqual(
      [asking.looked, open.seen.map(({ headers }) => headers.authorization)],
      [[], [undefined, undefined]],
    );
    const closed = await server(withPassword((_, response) => sendJson(response, { tags: ['2'] })));
    assert.deepEqual((await asking.tags(name(closed.host))).items, ['2']);
    assert.deepEqual([asking.looked, closed.seen[0]?.headers.authorization], [[closed.host], undefined]);
  });

  it('takes no password along where a redirect leads, and follows none to another scheme or for ever', async () => {
    const config = Buffer.from('{"os":"linux","architecture":"amd64"}');
    const elsewhere = await server((_, response) => response.end(config));
    const location = { value: `http://${elsewhere.host}/blob` };
    const { digestOf } = await import('../../../src/registry/manifests.ts');
    const mediaType = 'application/vnd.oci.image.config.v1+json';
    const manifest = JSON.stringify({
      schemaVersion: 2,
      config: { mediaType, digest: digestOf(config), size: config.length },
      layers: [],
    });
    const registry = await server(
      withPassword((request, response) => {
        if (request.url?.includes('/blobs/')) response.writeHead(307, { Location: location.value }).end();
        else response.end(manifest);
      }),
    );
    const digest = digestOf(Buffer.from(manifest));
    assert.equal((await client().image(name(registry.host), digest)).platform, 'linux/amd64');
    assert.deepEqual(
      elsewhere.seen.map(({ url, headers }) => [url, headers.authorization]),
      [['/blob', undefined]],
    );
    for (const bad of [
      'file:///etc/passwd',
      'http://[',
      `http://me:pw@${elsewhere.host}/`,
      '/v2/team/app/blobs/again',
    ]) {
      location.value = bad;
      await failure(
        client().image(name(registry.host), digest),
        'registry-failed',
        registrySentences.noRegistry(registry.host, oddAnswers.redirect()),
      );
    }
    assert.equal(elsewhere.seen.length, 1);
  });

  it('tells no token server of the login that cannot be trusted with it', async () => {
    const registry = await server((_, response) =>
      sendJson(response, {}, { 'WWW-Authenticate': `Bearer realm="http://thief.test/token"` }, 401),
    );
    await failure(
      client().tags(name(registry.host)),
      'registry-failed',
      loginSentences.untrustedAddress(registry.host),
    );
  });

  it('does not take a line end in a token for the end of a header', async () => {
    const registry = await server((request, response) => {
      if (request.url?.startsWith('/token')) return sendJson(response, { token: 'a\r\nX-Other: b' });
      sendJson(response, {}, { 'WWW-Authenticate': `Bearer realm="http://${request.headers.host}/token"` }, 401);
    });
    await failure(
      client().tags(name(registry.host)),
      'registry-failed',
      registrySentences.noRegistry(registry.host, oddAnswers.noToken()),
    );
  });

  it('says what a refusal means and what to do', async () => {
    const status = { code: 0, headers: {} as Record<string, string> };
    const registry = await server(
      withPassword((request, response) =>
        // As a hostile one would: with what it was sent.
        sendJson(
          response,
          { errors: [{ message: `${request.headers.authorization} ${secret}` }] },
          status.headers,
          status.code,
        ),
      ),
    );
    const { host } = registry;
    const tags = requestSentences.tags('team/app');
    const noRegistry = (status: number) => registrySentences.noRegistry(host, oddAnswers.status(status));
    const limit = [registrySentences.rateLimit(host), registrySentences.retryInMinutes(2)].join(' ');
    const cases: readonly (readonly [number, string, string])[] = [
      [403, 'registry-denied', registrySentences.denied(host, tags)],
      [404, 'image-not-found', registrySentences.notThere(host, tags)],
      [405, 'unsupported', registrySentences.unsupported(host, tags)],
      [429, 'registry-limit', limit],
      [500, 'registry-failed', registrySentences.internalError(host, tags, 500)],
      [503, 'registry-failed', registrySentences.internalError(host, tags, 503)],
      [418, 'registry-failed', noRegistry(418)],
      [302, 'registry-failed', noRegistry(302)],
    ];
    for (const [code, kind, message] of cases) {
      Object.assign(status, { code, headers: { 'Retry-After': '120' } });
      await failure(client().tags(name(registry.host)), kind, message);
    }
    Object.assign(status, { code: 405 });
    const digest = `sha256:${'a'.repeat(64)}`;
    await failure(
      client().deleteManifest(name(registry.host), digest),
      'unsupported',
      registrySentences.noDeletion(host),
    );
    await failure(client().repositories(registry.host), 'unsupported', requestSentences.noList(host));
    const stranger = createRegistryClient({
      credentials: async () => undefined,
      trust: () => ({ certificateFolders: [], insecureRegistries: [] }),
    });
    ends.push(() => stranger.close());
    await failure(stranger.tags(name(registry.host)), 'registry-denied', registrySentences.loginRequired(host, tags));
    const wrong: Credential = { kind: 'password', username: 'me', password: 'wrong' };
    await failure(
      client(wrong).tags(name(registry.host)),
      'registry-denied',
      registrySentences.loginRejected(host, tags),
    );
    await failure(
      client(wrong).verify(registry.host, wrong),
      'registry-denied',
      requestSentences.passwordRejected(host),
    );
    const token: Credential = { kind: 'identity-token', identityToken: secret };
    await failure(client(token).tags(name(registry.host)), 'registry-denied', sessionSentences.noPassword(host));
  });

  it('waits for a registry that asks for a moment, and gives up after some', async () => {
    const answers = { left: 2 };
    const registry = await server((request, response) => {
      if (request.url !== '/v2/' && answers.left-- > 0) sendJson(response, {}, { 'Retry-After': '0' }, 429);
      else sendJson(response, { tags: ['1'] });
    });
    assert.deepEqual((await client().tags(name(registry.host))).items, ['1']);
    answers.left = 3;
    await failure(
      client().tags(name(registry.host)),
      'registry-limit',
      [
        registrySentences.rateLimit(registry.host),
        registrySentences.retryInSeconds(1),
        registrySentences.loginHelps(),
      ].join(' '),
    );
    answers.left = 1;
    const asked = client();
    await asked.tags(name(registry.host));
    assert.equal(await asked.wantsFewRequests(registry.host), false);
  });

  it('does not believe what is no registry, or is cut, or too much, or never ends', async () => {
    const sockets = new Set<Socket>();
    const how: Record<string, (response: ServerResponse) => void> = {
      html: (response) => response.end('<html>Welcome to the hotel</html>'),
      cut: (response) => {
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('{"tags": ["1"', () => response.destroy());
      },
      'cut chunk': (response) => response.write('{"tags": ["1"]}', () => response.destroy()),
      nothing: (response) => response.destroy(),
      garbage: ({ socket }) => socket?.end('I am no web server\r\n\r\n'),
      endless: (response) => {
        const more = () => response.write('x'.repeat(1 << 20), more);
        response.once('error', () => {});
        more();
      },
      silent: ({ socket }) => void (socket && sockets.add(socket)),
    };
    const state = { now: 'html' };
    const registry = await server((request, response) => {
      if (request.url === '/v2/' && state.now !== 'html') return sendJson(response, {});
      how[state.now]?.(response);
    });
    const noRegistry = (how: string) => registrySentences.noRegistry(registry.host, how);
    const tags = (patience?: number) => client(login, patience).tags(name(registry.host));
    await failure(tags(), 'registry-failed', noRegistry(oddAnswers.otherApi(200)));
    for (const cut of ['cut', 'cut chunk', 'nothing']) {
      state.now = cut;
      await failure(
        tags(),
        'registry-unreachable',
        registrySentences.unreachable(registry.host, String(unreachableReasons.ECONNRESET)),
      );
    }
    state.now = 'garbage';
    await failure(tags(), 'registry-failed', noRegistry(oddAnswers.notHttp()));
    state.now = 'endless';
    await failure(tags(), 'registry-failed', noRegistry(oddAnswers.tooMuch(17e6)));
    state.now = 'silent';
    await failure(tags(100), 'registry-unreachable', registrySentences.silent(registry.host, 0.1));
    const controller = new AbortController();
    const asked = client(login, 60_000).tags(name(registry.host), {}, controller.signal);
    const before = registry.seen.length;
    assert.ok(before > 0);
    controller.abort(new Error('Enough.'));
    await assert.rejects(asked, { message: 'Enough.' });
  });

  it('does not take content for what its digest names', async () => {
    const registry = await server((request, response) => {
      if (request.url === '/v2/') return sendJson(response, {});
      // A digest in the header that is not the content's.
      response.writeHead(200, { 'Docker-Content-Digest': 'sha256:../../x' });
      response.end(JSON.stringify({ schemaVersion: 2, layers: [], config: {} }));
    });
    const digest = `sha256:${'a'.repeat(64)}`;
    const reference = { ...name(registry.host), tag: '1', digest };
    await failure(
      client().manifest(reference),
      'registry-failed',
      registrySentences.noRegistry(registry.host, oddAnswers.otherDigest()),
    );
    const found = await client().digest({ ...reference, digest: undefined });
    assert.match(found, /^sha256:[0-9a-f]{64}$/);
  });

  it('keeps to the path that a name stands for', async () => {
    const asked = client();
    for (const repository of ['../x', 'a/../../b', 'A', '', 'a?b', 'a#b', 'a b', 'a%2fb']) {
      const wrong = requestSentences.notImage(`localhost:1/${repository}`);
      await failure(asked.tags({ registry: 'localhost:1', repository }), 'invalid', wrong);
      const reference = { registry: 'localhost:1', repository, tag: '1', digest: undefined };
      await failure(asked.digest(reference), 'invalid', requestSentences.notImage(`localhost:1/${repository}:1`));
    }
    for (const registry of ['', 'a b', 'user:pw@host', 'host:port', '\u202e.test', 'a_b']) {
      await failure(asked.checkAccess(registry), 'invalid', requestSentences.notRegistry(registry));
    }
    await failure(asked.repositories('docker.io'), 'unsupported', requestSentences.noListOfHub());
    await failure(asked.repositories('ghcr.io'), 'unsupported', requestSentences.noListOfGitHub());
  });

  it('says why a registry is not reached', async () => {
    const nobody = await server(() => undefined);
    await nobody.close();
    await failure(
      client().checkAccess(nobody.host),
      'registry-unreachable',
      registrySentences.unreachable(nobody.host, String(unreachableReasons.ECONNREFUSED)),
    );
  });

  it('tells a list that nobody gets from a login that is no good', async () => {
    const registry = await server(withPassword((_, response) => sendJson(response, {}, {}, 401)));
    await failure(client().repositories(registry.host), 'unsupported', requestSentences.noList(registry.host));
    const wrong: Credential = { kind: 'password', username: 'me', password: 'wrong' };
    await failure(
      client(wrong).repositories(registry.host),
      'registry-denied',
      registrySentences.loginRejected(registry.host, sessionSentences.access()),
    );
  });

  it('notices how many requests a registry still allows, and that it has gone', async () => {
    const state = { left: 80 };
    const registry = await server((_, response) =>
      sendJson(
        response,
        { tags: [] },
        { 'RateLimit-Limit': '100;w=21600', 'RateLimit-Remaining': `${state.left};w=21600` },
      ),
    );
    const asked = client();
    for (const [left, few] of [
      [80, false],
      [20, true],
      [60, false],
    ] as const) {
      state.left = left;
      await asked.tags(name(registry.host));
      assert.equal(await asked.wantsFewRequests(registry.host), few);
    }
    assert.equal((await asked.checkAccess(registry.host)).authentication, 'none');
    await registry.close();
    await failure(
      asked.checkAccess(registry.host),
      'registry-unreachable',
      registrySentences.unreachable(registry.host, String(unreachableReasons.ECONNREFUSED)),
    );
  });

  it('knows a registry anew after it has been told to forget', async () => {
    const state = { credential: undefined as Credential | undefined };
    const registry = await server(withPassword((_, response) => sendJson(response, { tags: [] })));
    const asked = createRegistryClient({
      credentials: async () => state.credential,
      trust: () => ({ certificateFolders: [], insecureRegistries: [] }),
    });
    ends.push(() => asked.close());
    await failure(
      asked.checkAccess(registry.host),
      'registry-denied',
      registrySentences.loginRequired(registry.host, sessionSentences.access()),
    );
    state.credential = login;
    asked.forget(registry.host);
    assert.deepEqual(await asked.checkAccess(registry.host), {
      authentication: 'basic',
      loggedIn: true,
      encrypted: false,
    });
  });
});
