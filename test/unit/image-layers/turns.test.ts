import assert from 'node:assert/strict';
import { createTurns } from '../../../src/image-layers/turns.ts';

/** Long enough that the own turn is over. */
function work(): void {
  const begin = performance.now();
  while (performance.now() - begin < 12);
}

describe('long work in turns', () => {
  it('lets others in after a while, and looks at the clock rarely', async () => {
    const turn = createTurns();
    work();
    assert.equal(turn(), undefined);
    assert.equal(turn(98), undefined);
    let others = false;
    setImmediate(() => {
      others = true;
    });
    const wait = turn();
    assert.ok(wait);
    await wait;
    assert.ok(others);
    // A turn of its own again.
    assert.equal(turn(1000), undefined);
  });

  it('ends when nobody wants it any more', async () => {
    const ending = new AbortController();
    const turn = createTurns(ending.signal);
    work();
    ending.abort(new Error('enough'));
    await assert.rejects(async () => turn(1000), /enough/);
  });
});
