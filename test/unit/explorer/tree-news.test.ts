// When an editor is told of rows that look different: as soon as it draws them at once.
import assert from 'node:assert/strict';
import { createTreeNews, type TreeNews } from '../../../src/explorer/tree-news.ts';
import type { TreeNode } from '../../../src/explorer/tree-nodes.ts';
import { createFakeClock, type FakeClock, settled } from '../../support/fake-clock.ts';

const [first, second] = [{}, {}] as [TreeNode, TreeNode];

describe('the news of rows', () => {
  let clock: FakeClock;
  let news: TreeNews;
  let told: (readonly TreeNode[] | undefined)[];
  beforeEach(() => {
    clock = createFakeClock();
    told = [];
    news = createTreeNews((different) => told.push(different), clock);
  });

  it('are told at once, and those that follow together, further apart than the editor gathers', async () => {
    news.tell([first]);
    assert.deepEqual(told, [[first]]);
    news.tell([first]);
    await clock.advance(100);
    news.tell([second]);
    await clock.advance(100);
    assert.equal(told.length, 1);
    assert.equal(news.isTold(), false);
    await clock.advance(10);
    assert.deepEqual(told, [[first], [first, second]]);
    assert.equal(news.isTold(), true);
  });

  it('are as soon as ever after a pause in which nothing was told', async () => {
    news.tell([first]);
    await clock.advance(210);
    assert.deepEqual(clock.waiting(), []);
    news.tell('structure');
    assert.deepEqual(told, [[first], undefined]);
  });

  it('are told however many come', async () => {
    for (let time = 0; time < 2100; time += 50) {
      news.tell([first]);
      await clock.advance(50);
    }
    assert.ok(told.length >= 9, `${told.length}`);
  });

  it('are nothing where nothing is different', () => {
    news.tell([]);
    assert.deepEqual(told, []);
    assert.deepEqual(clock.waiting(), []);
  });

  it('wait for the children that are asked for, which are no news themselves', async () => {
    const asked = news.whileAsked(first, async () => {
      news.tell([second]);
      return [first];
    });
    assert.deepEqual(told, []);
    await asked;
    await settled();
    assert.deepEqual(told, [[second]]);
  });

  it('end with their view', async () => {
    news.tell([first]);
    news.tell([second]);
    news.dispose();
    await clock.advance(1000);
    assert.deepEqual(told, [[first]]);
  });
});
