// The benchmark of the tree in small, so that it does not rot. Its bars are for `npm run bench:tree`, on an engine of its
// own; what is no matter of speed holds here, too.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figureLine } from '../bench/figures.ts';
import { plainApi } from '../bench/plain-api.ts';
import { benchTree } from '../bench/tree-bench.ts';
import { dockerHost } from './engine-under-test.ts';

describe('the benchmark of the tree', () => {
  it('measures each figure and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
    const socketPath = dockerHost().replace('unix://', '');
    const said: string[] = [];
    try {
      const figures = await benchTree({
        socketPath,
        noteSocketPath: join(folder, 'noted.sock'),
        size: { containers: 12, images: 3 },
        rounds: 2,
        quiet: 300,
        rowsInMemory: 1000,
        say: (line) => said.push(line),
      });
      const found = Object.fromEntries(figures.map((figure) => [figure.name, figure.value]));
      assert.ok((found['tree-first-lists'] ?? 0) > 0);
      assert.ok((found['tree-event-to-row'] ?? 0) > 0);
      assert.ok((found['tree-heap-of-rows'] ?? 0) > 0);
      assert.equal(found['tree-requests-for-an-event'], 1);
      assert.equal(found['tree-requests-for-other-objects'], 0);
      assert.ok((found['tree-requests-for-a-burst'] ?? 0) >= 1);
      assert.equal(found['tree-requests-in-quiet'], 0);
      for (const figure of figures) assert.match(figureLine(figure), /^figure tree-[a-z-]+ [\d.]+ \w+ bar <= \d+$/);
      assert.match(said[0] ?? '', /^engine .+: 12 containers, 3 images, 2 rounds$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const left = await Promise.all(
      ['/containers/json?all=1', '/images/json'].map((path) => plainApi(socketPath).ask('GET', path)),
    );
    assert.doesNotMatch(left.join(), /longshore-bench-/);
  });
});
