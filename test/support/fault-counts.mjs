// How many faults each kind has, by asking mocha which tests there are (it runs none), and the table that says so.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, outFolder, supportFile } from './checkout.mjs';
import { faultKinds, nameOfTestFile } from './fault-kinds.mjs';
import { packageFile } from './packages.mjs';

/** @typedef {{ readonly title: string, readonly tried: number, readonly survived: number }} KindResult */

/** @param {readonly string[]} names as in `faultKinds`, bundled @returns {Map<string, number>} how many tests each has */
export function testsIn(names) {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-count-'));
  const result = join(folder, 'counts.json');
  const files = names.map((name) => join(outFolder, 'test', `${name}.test.mjs`));
  const flags = ['--dry-run', '--reporter', supportFile('mocha-reporter.cjs')];
  const { status, stderr } = spawnSync(
    process.execPath,
    [packageFile('mocha', 'bin', 'mocha.js'), ...flags, ...files],
    {
      cwd: checkout,
      encoding: 'utf8',
      // Files that want an engine ask for its address when they are loaded.
      env: { ...process.env, LONGSHORE_TEST_RESULT: result, LONGSHORE_TEST_DOCKER_HOST: 'unix:///nonexistent' },
    },
  );
  if (status !== 0) throw new Error(`The faults could not be counted: ${stderr}`);
  /** @type {{ passedByFile: Record<string, number> }} */
  const { passedByFile } = JSON.parse(readFileSync(result, 'utf8'));
  rmSync(folder, { recursive: true });
  return byName(passedByFile);
}

/** @param {Readonly<Record<string, number>>} byFile @returns {Map<string, number>} */
export const byName = (byFile) => new Map(Object.entries(byFile).map(([file, count]) => [nameOfTestFile(file), count]));

/**
 * @param {ReadonlyMap<string, number>} tried how many tests each file has
 * @param {ReadonlyMap<string, number>} survived how many of them passed
 * @returns {KindResult[]}
 */
export function resultsOf(tried, survived, kinds = faultKinds) {
  return kinds.map(({ title, files }) => {
    /** @param {ReadonlyMap<string, number>} counts */
    const sum = (counts) => files.reduce((all, file) => all + (counts.get(file) ?? 0), 0);
    return { title, tried: sum(tried), survived: sum(survived) };
  });
}

export const tableStart = '<!-- faults: made by `npm run faults` -->';
export const tableEnd = '<!-- end of faults -->';

/** @param {readonly KindResult[]} results @returns {string} as markdown */
export function faultTable(results) {
  /** @param {'tried' | 'survived'} what */
  const total = (what) => results.reduce((sum, result) => sum + result[what], 0);
  return [
    '| Kind | Tried | Survived |',
    '| --- | ---: | ---: |',
    ...results.map(({ title, tried, survived }) => `| ${title} | ${tried} | ${survived} |`),
    `| Together | ${total('tried')} | ${total('survived')} |`,
  ].join('\n');
}
