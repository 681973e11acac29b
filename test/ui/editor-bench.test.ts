// The benchmark of the editor in small, so that it does not rot. Its bars are for `npm run bench:editor`, on an engine of its own.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchEditor } from '../bench/editor-bench.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';

const baseImage = 'longshore-test-busybox:editor-bench';
const rows = 3;

describe('the benchmark of the editor', () => {
  it('measures each figure, and shows no wrong number of rows, requests or characters', async () => {
    const { DOCKER_HOST = '', LONGSHORE_TEST_VSIX: vsix } = process.env;
    assert.ok(vsix);
    const socketPath = DOCKER_HOST.replace('unix://', '');
    const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
    await ensureBusyboxImage({ socketPath, reference: baseImage });
    const said: string[] = [];
    try {
      const figures = await benchEditor({
        socketPath,
        baseImage,
        folder,
        rounds: 1,
        rows,
        vsix,
        say: (line) => said.push(line),
      });
      const found = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
      for (const name of [
        'key-to-squiggle-20',
        'key-to-squiggle-500',
        'text-to-squiggle',
        'click-to-rows',
        'run-to-row',
      ])
        assert.ok((found[name] ?? 0) > 0, `${name}: ${found[name]}`);
      assert.equal(found['typing-lost'], 0);
      assert.ok((found['requests-of-views'] ?? Number.NaN) <= 4, said.join('\n'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
      for (let at = 0; at < rows; at++) {
        await removeContainer(socketPath, `bench-container-${at}`);
        await removeImage(socketPath, `bench-image-${at}:1`);
      }
      await removeImage(socketPath, baseImage);
    }
  }).timeout(240_000);
});
