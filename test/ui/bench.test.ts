// `npm run bench:editor` in short: that it still comes to its end and measures all that it names. Its bars are for many rounds
// on a machine that has nothing else to do.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchEditor } from '../bench/editor-bench.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const baseImage = 'longshore-test-busybox:1';
const rows = 3;

describe('the bench of the editor', function () {
  this.timeout(400_000);
  const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    for (let at = 0; at < rows; at++) {
      await removeContainer(socketPath, `bench-container-${at}`);
      await removeImage(socketPath, `bench-image-${at}:1`);
    }
  });

  it('measures what it names', async () => {
    await ensureBusyboxImage({ socketPath, reference: baseImage });
    const vsix = String(process.env.LONGSHORE_TEST_VSIX);
    const figures = await benchEditor({
      socketPath,
      baseImage,
      folder,
      rounds: 1,
      rows,
      vsix,
      restSeconds: 3,
      say: () => undefined,
    });
    const names = figures.map(({ name }) => name);
    for (const name of [
      'key-to-squiggle-20',
      'key-to-squiggle-500',
      'key-to-completion-20',
      'key-to-completion-500',
      'text-to-squiggle',
      'activation',
      'typing-lost',
      'typing-loop-delay-above-trivial',
      'click-to-rows',
      'requests-of-views',
      'requests-of-image-describe',
      'requests-of-image-history',
      'run-to-row',
      'removed-to-row-gone',
      'memory-above-trivial',
      'memory-kept-above-trivial',
      'processor-above-trivial',
    ])
      assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
    for (const { name, value } of figures) assert.ok(Number.isFinite(value), `${name} is ${value}`);
    assert.equal(figures.find(({ name }) => name === 'typing-lost')?.value, 0);
    // No bar, which is lower: what never comes to rest takes far more than this on any machine.
    const atRest = Number(figures.find(({ name }) => name === 'processor-above-trivial')?.value);
    assert.ok(atRest < 15, `Nothing happens, and it takes ${atRest} % of a core`);
  });
});
