import assert from 'node:assert/strict';
import type { Exchange, HttpRequest } from '../../../src/registry/exchange.ts';
import { follow } from '../../../src/registry/redirects.ts';
import { oddAnswers, registrySentences } from '../../../src/registry/registry-errors.ts';

/** Answers each address with the redirect that is given for it, and else with 200. */
function exchangeOf(redirects: Readonly<Record<string, string>>) {
  const asked: HttpRequest[] = [];
  const exchange: Exchange = {
    send: async (request) => {
      asked.push(request);
      const location = redirects[request.url.href];
      return { status: location ? 307 : 200, headers: location ? { location } : {}, body: Buffer.alloc(0) };
    },
    close: () => undefined,
  };
  return { exchange, asked };
}

const from = (url: string, method: 'GET' | 'DELETE' = 'GET') => {
  const headers = { Authorization: 'Bearer t', Accept: 'x' };
  return { method, url: new URL(url), headers, limit: 1, tlsOf: ({ host }: URL) => ({ ca: [host] }) };
};

describe('a redirect', () => {
  it('takes the login along within the host only, and trusts each host by its own authority', async () => {
    const { exchange, asked } = exchangeOf({
      'https://r.test/a': '/b',
      'https://r.test/b': 'https://cdn.test/c',
      'https://cdn.test/c': 'https://r.test/d',
    });
    assert.equal((await follow(exchange, from('https://r.test/a'), 'r.test')).status, 200);
    assert.deepEqual(
      asked.map(({ url, headers, tls }) => [url.href, headers?.Authorization, headers?.Accept, tls.ca]),
      [
        ['https://r.test/a', 'Bearer t', 'x', ['r.test']],
        ['https://r.test/b', 'Bearer t', 'x', ['r.test']],
        ['https://cdn.test/c', undefined, 'x', ['cdn.test']],
        ['https://r.test/d', undefined, 'x', ['r.test']],
      ],
    );
  });

  it('leads neither out of TLS, nor from elsewhere to this machine, nor for ever', async () => {
    for (const [start, to] of [
      ['https://r.test/a', 'http://r.test/b'],
      ['https://r.test/a', 'https://localhost:8080/b'],
      ['http://10.0.0.1:5000/a', 'http://127.0.0.1:2375/b'],
      ['http://10.0.0.1:5000/a', 'http://[::1]:2375/b'],
      ['https://r.test/a', 'https://me:pw@cdn.test/b'],
      ['https://r.test/a', 'file:///etc/passwd'],
      ['https://r.test/a', '//['],
      ['https://r.test/a', '/a'],
    ] as const) {
      const { exchange, asked } = exchangeOf({ [start]: to });
      const followed = follow(exchange, from(start), 'r.test');
      await assert.rejects(
        followed,
        { kind: 'registry-failed', message: registrySentences.noRegistry('r.test', oddAnswers.redirect()) },
        to,
      );
      assert.ok(asked.every(({ url }) => url.href === start));
    }
    const local = exchangeOf({ 'http://localhost:5000/a': 'http://127.0.0.1:5001/b' });
    assert.equal((await follow(local.exchange, from('http://localhost:5000/a'), 'x')).status, 200);
  });

  it('deletes nothing elsewhere', async () => {
    const { exchange, asked } = exchangeOf({ 'https://r.test/a': 'https://r.test/b' });
    assert.equal((await follow(exchange, from('https://r.test/a', 'DELETE'), 'r.test')).status, 307);
    assert.equal(asked.length, 1);
  });
});
