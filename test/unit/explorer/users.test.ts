// Which containers use a thing.
import assert from 'node:assert/strict';
import { usersIn } from '../../../src/explorer/users.ts';
import { aContainer } from '../../support/fake-engine.ts';

describe('the users of a thing', () => {
  it('are found in the order of the list, each once', () => {
    const named = (name: string, ...volumes: string[]) => aContainer({ name, volumes });
    const containers = [named('a', 'data', 'data'), named('b', 'other'), named('c', 'other', 'data')];
    const names = (key: string) => usersIn(containers, ({ volumes }) => volumes)(key).map(({ name }) => name);
    assert.deepEqual([names('data'), names('other'), names('none')], [['a', 'c'], ['b', 'c'], []]);
  });
});
