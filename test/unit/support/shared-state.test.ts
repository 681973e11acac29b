import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSharedList } from '../../../src/vscode/shared-state.ts';

describe('a list that all windows share', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-shared-'));
  after(() => rmSync(folder, { recursive: true }));

  it('is the same in each at once, and tells those that did not write it', async () => {
    const path = join(folder, 'below', 'list.json');
    let told: () => void = () => undefined;
    const isTold = new Promise<void>((resolve) => {
      told = resolve;
    });
    const here = createSharedList(path, () => ['before'], told);
    const there = createSharedList(
      path,
      () => [],
      () => undefined,
    );
    assert.deepEqual(here.get(), ['before']);
    await there.set(['registry.test:5000']);
    assert.deepEqual(here.get(), ['registry.test:5000']);
    await isTold;
    writeFileSync(path, '{"half":');
    assert.deepEqual(here.get(), ['before']);
    here.dispose();
    there.dispose();
  }).timeout(20_000);
});
