// The table of docs/reliability.md is that of the suite, and every test below test/faults/ is run by it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { faultTable, resultsOf, tableEnd, tableStart, testsIn } from '../../support/fault-counts.mjs';
import { faultKinds } from '../../support/fault-kinds.mjs';

describe('the suite of faults', () => {
  const files = faultKinds.flatMap((kind) => kind.files);

  it('names files that are there, each once, and all of its own', () => {
    assert.deepEqual(
      files.filter((file) => !existsSync(`test/${file}.test.ts`)),
      [],
    );
    assert.equal(new Set(files).size, files.length);
    const own = readdirSync('test/faults').filter((file) => file.endsWith('.test.ts'));
    for (const file of own) assert.ok(files.includes(`faults/${file.replace('.test.ts', '')}`), file);
  });

  it('is the one of the table, where all has survived: if not, npm run faults writes it anew', () => {
    const tried = testsIn(files);
    const written = readFileSync('docs/reliability.md', 'utf8').split(tableStart)[1]?.split(tableEnd)[0]?.trim();
    assert.equal(written, faultTable(resultsOf(tried, tried)));
  });
});
