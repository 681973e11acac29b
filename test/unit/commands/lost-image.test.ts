import assert from 'node:assert/strict';
import { probablyGiven } from '../../../src/commands/containers/lost-image.ts';

describe('an image that is gone', () => {
  const newest = { Env: ['PATH=/bin', 'LANG=C', 'VERSION=2'], Labels: { version: '2' }, Cmd: ['serve'] };
  const given = (Env: string[], Labels: Record<string, string> = {}) => probablyGiven({ Env, Labels }, newest);

  it('gave the variables behind those that were asked for', () => {
    assert.deepEqual(given(['MINE=1', 'PATH=/bin', 'VERSION=1']).Env, ['PATH=/bin', 'VERSION=1']);
    assert.deepEqual(given(['PATH=/bin']).Env, ['PATH=/bin']);
    assert.deepEqual(given([]).Env, []);
  });

  it('did not give those of its names that were asked for', () => {
    assert.deepEqual(given(['VERSION=mine', 'PATH=/bin', 'LANG=C']).Env, ['PATH=/bin', 'LANG=C']);
    assert.deepEqual(given(['LANG=mine', 'PATH=/bin', 'VERSION=1']).Env, ['PATH=/bin', 'VERSION=1']);
    assert.deepEqual(given(['VERSION=1', 'MINE=1']).Env, []);
  });

  it('gave labels by their names, and what is equal', () => {
    assert.deepEqual(given([], { version: '1', mine: '1', constructor: '1' }).Labels, { version: '1' });
    assert.deepEqual(given([]).Cmd, ['serve']);
  });
});
