// The benchmark of builds in small, so that it does not rot. Its bars are for `npm run bench:build`, beside the Docker CLI.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBuild } from '../bench/build-bench.ts';
import { strainOfTransfers } from '../bench/build-strain.ts';
import { figureLine } from '../bench/figures.ts';
import { baseImage, dockerHost, type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';

describe('the benchmark of builds', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  it('measures each figure and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
    const socketPath = dockerHost().replace('unix://', '');
    const said: string[] = [];
    // In an order of their own: engines tell those of the same second in any.
    const images = async () => (await test.engine.images.list()).map(({ id }) => id).sort();
    const before = await images();
    const rival = async (contextFolder: string) => {
      const dockerfile = join(contextFolder, 'Dockerfile');
      return (await test.engine.build({ contextFolder, dockerfile, tags: [] }, () => {})).imageId;
    };
    try {
      const large = { files: 250, bytes: 1_000_000 };
      const figures = await benchBuild({
        ...{ socketPath, rival, baseImage, folder, large, rounds: 2 },
        // In this process, as an editor would take a test too long.
        inEditor: strainOfTransfers,
        say: (line) => said.push(line),
      });
      assert.deepEqual(
        figures.map(({ name, limit }) => [name, limit]),
        [
          ['build-unchanged-to-cli', 1],
          ['build-one-changed-to-cli', 1],
          ['build-first-transfer-to-cli', 1.2],
          ['build-small-to-cli', 1],
          ['build-first-transfer-memory', 150],
          ['build-first-transfer-loop-p99', 50],
        ],
      );
      for (const figure of figures) {
        assert.ok(Number.isFinite(figure.value), figure.name);
        assert.match(figureLine(figure), /^figure build-[\w-]+ [\d.]+ \w+ bar <= [\d.]+$/);
      }
      assert.match(said[0] ?? '', /^engine .+: 250 files, 1 MB, 2 rounds$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    assert.deepEqual(await images(), before);
  });
});
