// Which containers use a thing.
import assert from 'node:assert/strict';
import { usersBy } from '../../../src/explorer/users.ts';
import { aContainer } from '../../support/fake-engine.ts';

describe('the users of a thing', () => {
  it('are found in the order of the list, each once, and anew in another list', () => {
    const usersOf = usersBy(({ volumes }) => volumes);
    const named = (name: string, ...volumes: string[]) => aContainer({ name, volumes });
    const containers = [named('a', 'data', 'data'), named('b', 'other'), named('c', 'other', 'data')];
    const names = (key: string, list = containers) => usersOf(list, key).map(({ name }) => name);
    assert.deepEqual([names('data'), names('other'), names('none')], [['a', 'c'], ['b', 'c'], []]);
    assert.deepEqual(names('data', containers.slice(1)), ['c']);
  });
});
