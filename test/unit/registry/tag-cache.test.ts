// The cache of tags: how often a registry is asked, and for how long somebody waits.
import assert from 'node:assert/strict';
import type { Page } from '../../../src/registry/registry-api.ts';
import { createTagCache } from '../../../src/registry/tag-cache.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';

const name = { registry: 'registry.test', repository: 'team/app' };

function set() {
  const clock = createFakeClock();
  const asked: { answer: (page: Page<string>) => void; fail: (error: Error) => void; after: string | undefined }[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const lines: string[] = [];
  let time = 1_000_000;
  const cache = createTagCache({
    clock,
    now: () => time,
    log: (line) => void lines.push(line),
    client: {
      tags: (_name, request, signal) =>
        new Promise((answer, fail) => {
          signals.push(signal);
          asked.push({ answer, fail, after: request?.after });
          signal?.addEventListener('abort', () => fail(signal.reason));
        }),
    },
  });
  const page = async (index: number, items: string[], next?: string) => {
    asked[index]?.answer({ items, next });
    await settled();
  };
  return { cache, clock, asked, lines, signals, page, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('the cache of tags', () => {
  it('waits for a moment, and has them the next time, all pages', async () => {
    const { cache, clock, asked, page } = set();
    const first = cache.tags(name, 300);
    await clock.advance(300);
    assert.deepEqual(await first, { tags: [], isAsking: true });
    const second = cache.tags(name, 300);
    assert.equal(asked.length, 1);
    await page(0, ['1', '2'], 'on');
    await page(1, ['3']);
    assert.deepEqual(await second, { tags: ['1', '2', '3'], isAsking: false });
    assert.deepEqual(
      asked.map(({ after }) => after),
      [undefined, 'on'],
    );
    assert.deepEqual(clock.waiting(), []);
  });

  it('asks again only when the answer is old, and shows the old one meanwhile', async () => {
    const { cache, clock, asked, page, pass } = set();
    const first = cache.tags(name, 300);
    await page(0, ['1']);
    await first;
    pass(9 * 60_000);
    assert.deepEqual(await cache.tags(name, 300), { tags: ['1'], isAsking: false });
    pass(2 * 60_000);
    const late = cache.tags(name, 300);
    await clock.advance(300);
    assert.deepEqual(await late, { tags: ['1'], isAsking: true });
    assert.equal(asked.length, 2);
  });

  it('leaves a registry that fails alone for a minute, and logs it once', async () => {
    const { cache, asked, lines, pass } = set();
    const first = cache.tags(name, 300);
    asked[0]?.fail(new Error('No way there.'));
    assert.deepEqual(await first, { tags: [], isAsking: false });
    assert.deepEqual(await cache.tags(name, 300), { tags: [], isAsking: false });
    assert.deepEqual([asked.length, lines], [1, ['Tags of registry.test/team/app: No way there.']]);
    pass(61_000);
    void cache.tags(name, 300);
    assert.equal(asked.length, 2);
  });

  it('reads a bounded number of pages, and stops when it is disposed of', async () => {
    const { cache, asked, signals, lines, page } = set();
    const first = cache.tags(name, 300);
    for (let index = 0; index < 10; index++) await page(index, [String(index)], 'more');
    assert.deepEqual([asked.length, (await first).tags.length], [5, 5]);
    const other = cache.tags({ ...name, repository: 'other' }, 300);
    cache.dispose();
    assert.deepEqual(await other, { tags: [], isAsking: false });
    assert.ok(signals.at(-1)?.aborted);
    assert.deepEqual(lines, []);
  });
});
