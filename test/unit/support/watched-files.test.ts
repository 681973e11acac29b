// Files that are watched, those that are not there yet among them. With real files: what Node tells of them is the point.
import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchFiles } from '../../../src/vscode/watched-files.ts';
import { until } from '../../support/until.ts';

describe('files that are watched', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-watched-'));
  after(() => rmSync(folder, { recursive: true }));

  /** There at once with all it holds: one change. */
  const put = (path: string, text: string) => {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };

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
    let length = 0;
    const severalLooks = async () => {
      for (let rounds = 3; rounds > 0; rounds--) {
        const before = looks;
        // Again and again: what is there at the first look is no news.
        await until(() => {
          put(other, ' '.repeat(++length));
          return looks > before;
        });
      }
    };
    await severalLooks();
    assert.equal(told, 0);
    assert.equal(asked, 1);

    names = [first, second];
    put(first, 'here');
    await until(() => told === 1);
    // A file that is there at the first look at it is no news.
    await severalLooks();
    put(second, 'here');
    await until(() => told === 2);
    rmSync(first);
    await until(() => told === 3);
    watching.dispose();
    beside.dispose();
  }).timeout(20_000);
});
