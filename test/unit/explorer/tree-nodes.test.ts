// Which rows an editor is told of: those that look different, as far as somebody can see it.
import assert from 'node:assert/strict';
import type { Row } from '../../../src/explorer/kind.ts';
import { createTreeNodes, type TreeNodes } from '../../../src/explorer/tree-nodes.ts';

describe('the nodes of a tree', () => {
  let nodes: TreeNodes;
  /** Of the rows that the tooltips of were made. */
  let asked: string[];
  beforeEach(() => {
    nodes = createTreeNodes();
    asked = [];
  });
  const row = (id: string, facts: Partial<Row> = {}, tip = ''): Row => ({
    id,
    object: undefined,
    label: id,
    description: '',
    icon: 'box',
    tone: undefined,
    tokens: [],
    spoken: '',
    children: [],
    ...facts,
    tooltip: () => {
      asked.push(id);
      return [['Made', tip]];
    },
  });
  const update = (rows: readonly Row[], isGrey = false) => {
    const difference = nodes.update([{ engine: undefined, heading: undefined, rows, isGrey }]);
    return difference === 'structure' ? difference : difference.map(({ key }) => key);
  };

  it('are told of when there are others than before', () => {
    assert.equal(update([row('a')]), 'structure');
    assert.deepEqual(update([row('a')]), []);
    assert.equal(update([row('b'), row('a')]), 'structure');
    assert.equal(update([row('a')]), 'structure');
  });

  it('are told of by what is seen of them, and by the rows below', () => {
    update([row('a'), row('b', { children: [row('c')] })]);
    assert.deepEqual(update([row('a', { description: 'up' }), row('b', { children: [row('c')] })]), ['a']);
    assert.deepEqual(update([row('a'), row('b', { children: [row('c', { label: 'd' })] })]), ['a', 'c']);
    assert.deepEqual(update([row('a'), row('b')]), ['b']);
    assert.deepEqual(update([row('a'), row('b')], true), ['a', 'b']);
  });

  it('need no tooltip that nobody has asked for', () => {
    update([row('a', {}, 'now')]);
    assert.deepEqual(update([row('a', {}, 'a minute ago')]), []);
    assert.deepEqual(asked, []);
  });

  it('are told of where a tooltip that was shown is another, once', () => {
    update([row('a', {}, 'now'), row('b', {}, 'now')]);
    assert.deepEqual(nodes.roots[0]?.askedForTooltip(), [['Made', 'now']]);
    assert.deepEqual(update([row('a', {}, 'now'), row('b', {}, 'now')]), []);
    assert.deepEqual(update([row('a', {}, 'a minute ago'), row('b', {}, 'a minute ago')]), ['a']);
    assert.deepEqual(update([row('a', {}, '2 minutes ago'), row('b', {}, '2 minutes ago')]), []);
  });
});
