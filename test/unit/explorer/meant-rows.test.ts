import assert from 'node:assert/strict';
import { rowsMeantBy } from '../../../src/explorer/meant-rows.ts';
import type { ObjectKind, ObjectRef } from '../../../src/explorer/object-ref.ts';
import { refsOf, TreeNode } from '../../../src/explorer/tree-nodes.ts';

const ref = (kind: ObjectKind, id: string): ObjectRef => ({ engine: undefined, kind, id });
const node = (id: string, object: { kind: ObjectKind; id: string } | undefined, children: TreeNode[] = []) =>
  Object.assign(
    new TreeNode(id, {
      id,
      object,
      label: id,
      description: '',
      tooltip: () => [],
      icon: '',
      tone: undefined,
      tokens: [],
      spoken: '',
      children: [],
    }),
    { children },
  );

describe('a command that was given no row', () => {
  const selected = (view: string): ObjectRef[] =>
    view === 'longshore.images'
      ? [ref('tag', 'app:1')]
      : view === 'longshore.containers'
        ? [ref('container', '1')]
        : [];

  it('works on what is selected in the view of its noun', () => {
    assert.deepEqual(rowsMeantBy('longshore.container.stop', selected), [ref('container', '1')]);
    assert.deepEqual(rowsMeantBy('longshore.image.untag', selected), [ref('tag', 'app:1')]);
  });

  it('asks where nothing is selected that it works on', () => {
    assert.equal(rowsMeantBy('longshore.volume.remove', selected), undefined);
    assert.equal(rowsMeantBy('longshore.diskUsage', selected), undefined);
    assert.equal(
      rowsMeantBy('longshore.container.stop', () => [ref('image', 'sha256:a')]),
      undefined,
    );
  });
});

describe('a group', () => {
  it('stands for all that is in it, each once', () => {
    const web = node('web', { kind: 'container', id: '1' });
    const db = node('db', { kind: 'container', id: '2' });
    const group = node('shop', undefined, [web, db]);
    assert.deepEqual(
      refsOf([group, web]).map(({ id }) => id),
      ['1', '2'],
    );
  });

  it('does not hand out what stands below an object', () => {
    const image = node('image', { kind: 'image', id: 'sha256:a' }, [node('tag', { kind: 'tag', id: 'app:1' })]);
    assert.deepEqual(
      refsOf([image]).map(({ kind }) => kind),
      ['image'],
    );
  });
});
