import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchFiles } from '../../../src/vscode/watched-files.ts';
import { until } from '../../support/until.ts';

describe('files that are watched', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-watched-'));
  after(() => rmSync(folder, { recursive: true }));

  it('tell nothing while they are not there, and that they have come, changed and named others', async () => {
    const first = join(folder, 'first');
    const second = join(folder, 'second');
    let asked = 0;
    let told = 0;
    let names = [first, first];
    const watching = watchFiles(
      () => {
        asked++;
        return names;
      },
      () => {
        told++;
      },
      20,
    );
    // Node has looked at it once before it is watched and made: a file that is there at the first look is no news.
    watchFile(second, { interval: 20 }, () => undefined);
    // The other is told of once both were looked at several times.
    const other = join(folder, 'other');
    let looks = 0;
    const beside = watchFiles(
      () => [other],
      () => {
        looks++;
      },
      20,
    );
    for (let round = 1; round <= 3; round++) {
      writeFileSync(other, 'x'.repeat(round));
      await until(() => looks >= round);
    }
    assert.equal(told, 0);
    assert.equal(asked, 1);

    names = [first, second];
    writeFileSync(first, 'here');
    await until(() => told === 1);
    writeFileSync(second, 'here');
    await until(() => told === 2);
    rmSync(first);
    await until(() => told === 3);
    unwatchFile(second);
    watching.dispose();
    beside.dispose();
  }).timeout(20_000);
});
