// The benchmark of registries in small, so that it does not rot. Its bars of time are for `npm run bench:registry`, on an
// engine of its own; what is no matter of speed holds here, too.
import assert from 'node:assert/strict';
import { figureLine } from '../bench/figures.ts';
import { plainApi } from '../bench/plain-api.ts';
import { benchRegistry } from '../bench/registry-bench.ts';
import { dockerHost } from './engine-under-test.ts';

describe('the benchmark of registries', () => {
  it('measures each figure and leaves nothing behind', async () => {
    const socketPath = dockerHost().replace('unix://', '');
    const said: string[] = [];
    const figures = await benchRegistry({
      socketPath,
      pushes: { rounds: 1, common: 100_000, changed: 1000 },
      lists: { rounds: 2, tags: 250 },
      faults: { runs: 30, seed: 7, patience: 300 },
      say: (line) => said.push(line),
    });
    const found = Object.fromEntries(figures.map((figure) => [figure.name, figure.value]));
    assert.ok((found['registry-push-time'] ?? 0) > 0);
    assert.ok((found['registry-first-page'] ?? 0) > 0);
    for (const none of ['missing-tags', 'fault-lost-names', 'fault-strange', 'fault-leaks', 'fault-left-open']) {
      assert.equal(found[`registry-${none}`], 0, said.join('\n'));
    }
    assert.match(said[2] ?? '', /^30 looks with faults: [1-9]\d? failed, and said why/);
    for (const figure of figures)
      assert.match(figureLine(figure), /^figure registry-[a-z-]+ [\d.]+ \w+ bar <= [\d.]+$/);
    assert.doesNotMatch(await plainApi(socketPath).ask('GET', '/images/json'), /longshore-bench\/push/);
  });
});
