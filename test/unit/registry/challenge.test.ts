import assert from 'node:assert/strict';
import { parseChallenge } from '../../../src/registry/challenge.ts';
import { retryAfter } from '../../../src/registry/retry-after.ts';
import { realmUrl } from '../../../src/registry/token-server.ts';

const bearer = (realm: string, service?: string, scope?: string) => ({ scheme: 'bearer', realm, service, scope });

describe("a registry's challenge", () => {
  const cases: readonly (readonly [string | undefined, unknown])[] = [
    [undefined, undefined],
    ['', undefined],
    ['Negotiate', undefined],
    ['Bearer', undefined],
    ['Bearer service="x"', undefined],
    ['Basic realm="Registry Realm"', { scheme: 'basic' }],
    ['basic', { scheme: 'basic' }],
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/node:pull"',
      bearer('https://auth.docker.io/token', 'registry.docker.io', 'repository:library/node:pull'),
    ],
    [
      'Bearer realm="https://a.test/t", scope="repository:x:pull,push repository:y:pull", error="invalid_token"',
      bearer('https://a.test/t', undefined, 'repository:x:pull,push repository:y:pull'),
    ],
    ['BEARER Realm = https://a.test/t , Service = s', bearer('https://a.test/t', 's')],
    ['Basic realm="a, Bearer realm=b", Bearer realm="https://a.test/t"', bearer('https://a.test/t')],
    ['Bearer realm="https://a.test/\\"t\\\\",service=""', bearer('https://a.test/"t\\', '')],
    ['Bearer realm="https://a.test/t', undefined],
  ];
  for (const [header, wanted] of cases) {
    it(`is read: ${header}`, () => assert.deepEqual(parseChallenge(header), wanted));
  }

  it('is read quickly, whatever it is', () => {
    const begin = performance.now();
    for (const text of ['"'.repeat(8000), 'a='.repeat(8000), ', '.repeat(8000), `Bearer ${'\\"'.repeat(8000)}`]) {
      parseChallenge(text);
    }
    assert.ok(performance.now() - begin < 500);
  });
});

describe('the token server that a registry names', () => {
  const registry = new URL('https://registry.test/v2/');
  const local = new URL('http://127.0.0.1:5000/v2/');

  it('gets the login over TLS, or on this machine', () => {
    assert.equal(realmUrl('https://auth.test/token', registry).href, 'https://auth.test/token');
    assert.equal(realmUrl('http://localhost:5001/token', local).href, 'http://localhost:5001/token');
    assert.equal(realmUrl('https://auth.test/token', local).href, 'https://auth.test/token');
    const plain = new URL('http://registry.test:5000/v2/');
    assert.equal(realmUrl('http://registry.test:5000/token', plain).href, 'http://registry.test:5000/token');
  });

  it('does not get it in any other way', () => {
    const refused = [
      ['http://auth.test/token', registry],
      ['http://registry.test/token', registry],
      ['https://localhost/token', registry],
      ['https://127.8.8.8:8443/token', registry],
      ['https://[::1]/token', registry],
      ['https://user:pw@auth.test/token', registry],
      ['file:///etc/passwd', registry],
      ['ftp://127.0.0.1/x', local],
      ['/token', registry],
      ['', registry],
      ['http://auth.test/token', local],
      ['http://other.test:5000/token', new URL('http://registry.test:5000/v2/')],
    ] as const;
    for (const [realm, from] of refused) {
      assert.throws(() => realmUrl(realm, from), { kind: 'registry-failed', message: /not trusted/ }, realm);
    }
  });
});

describe('how long a registry wants to be left alone', () => {
  it('is said in seconds or as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    const seconds = (value: string) => retryAfter({ 'retry-after': value }, now);
    assert.equal(seconds('12'), 12);
    assert.equal(seconds('Thu, 01 Jan 2026 00:01:00 GMT'), 60);
    assert.equal(seconds('Wed, 31 Dec 2025 00:00:00 GMT'), 0);
    assert.equal(seconds('soon'), undefined);
    assert.equal(retryAfter({}), undefined);
  });
});
