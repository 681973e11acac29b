import assert from 'node:assert/strict';
import { pagePath, readPage } from '../../../src/registry/name-pages.ts';

const path = '/v2/team/app/tags/list';

function page(content: unknown, { asked = `${path}?n=3`, link }: { asked?: string; link?: string } = {}) {
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const url = new URL(asked, 'https://registry.test');
  return readPage(body, { key: 'tags', link, url, pageSize: 3, isName: (name) => /^[\w.-]+$/.test(name) });
}

describe('pages of names', () => {
  it('follow the link, wherever the registry thinks that it is', () => {
    for (const link of [
      `<${path}?last=c&n=3>; rel="next"`,
      `<https://behind-a-proxy.test${path}?last=c&n=3>; rel=next`,
      `<${path}?x=1>; rel="prev", <${path}?last=c&n=3>; rel="next"`,
    ]) {
      assert.deepEqual(page({ tags: ['a', 'b'] }, { link }), { items: ['a', 'b'], next: `${path}?last=c&n=3` });
    }
  });

  it('go on after the last name where a registry only cuts', () => {
    assert.deepEqual(page({ tags: ['a', 'b', 'c'] }), { items: ['a', 'b', 'c'], next: `${path}?n=3&last=c` });
    assert.deepEqual(page({ tags: ['d'] }, { asked: `${path}?n=3&last=c` }), { items: ['d'], next: undefined });
  });

  it('end where a registry begins anew, links the same page, or gives all at once', () => {
    const asked = `${path}?n=3&last=c`;
    assert.deepEqual(page({ tags: ['a', 'b', 'c'] }, { asked }), { items: [], next: undefined });
    assert.deepEqual(page({ tags: ['a'] }, { link: `<${path}?n=3>; rel="next"` }), { items: ['a'], next: undefined });
    assert.equal(page({ tags: ['a', 'b', 'c', 'd', 'e'] })?.next, undefined);
  });

  it('follow no link to something else', () => {
    for (const link of [
      '</v2/other/tags/list?n=3>; rel="next"',
      '<http://[>; rel="next"',
      '<>; rel="next"',
      'rubbish',
    ]) {
      assert.equal(page({ tags: ['a', 'b', 'c'] }, { link })?.next, undefined, link);
    }
    assert.throws(() => pagePath(path, { after: '/v2/other/tags/list?n=3', pageSize: 3 }), { kind: 'invalid' });
    assert.equal(pagePath(path, { after: `${path}?last=c`, pageSize: 3 }), `${path}?last=c`);
  });

  it('leave out what is no name, and are empty for nothing', () => {
    assert.deepEqual(page({ tags: ['a', 1, '../x', 'a b', null, '\u202e'] })?.items, ['a']);
    for (const content of [{ tags: null }, { tags: [] }, {}]) {
      assert.deepEqual(page(content), { items: [], next: undefined });
    }
    for (const content of ['', 'null', '[]', '{"tags": "a"}', '<html>']) assert.equal(page(content), undefined);
  });
});
