// `npm run bench:lint [-- FOLDER] [--json FILE] [--hadolint PROGRAM]`: the linter's speed on the Dockerfiles of a folder
// (without one: on the project's own samples). One line a figure; exit status 1 if one is short of its bar.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, hadolint: { type: 'string' }, rounds: { type: 'string', default: '7' } },
});
const folder = positionals[0] ?? join(checkout, 'test/workspace');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => join(folder, file))
  .filter((file) => /dockerfile/i.test(file) && !/\.dockerignore$/.test(file) && statSync(file).isFile())
  .sort();
/** @type {typeof import('./lint-bench.ts')} */
const { benchLint, figureLine, isKept } = await benchModule('lint-bench');
const figures = benchLint({
  texts: files.map((file) => readFileSync(file, 'utf8')),
  rounds: Number(values.rounds),
  scale: 1,
  say: (line) => console.log(line),
});
if (values.hadolint) figures.push(againstHadolint(values.hadolint));
for (const figure of figures) console.log(figureLine(figure));
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
if (!figures.every(isKept)) process.exitCode = 1;

/**
 * Both as whole processes on all files, in turn: the share of hadolint's time that ours takes.
 * @param {string} program
 */
function againstHadolint(program) {
  /**
   * @param {string} command
   * @param {readonly string[]} args
   */
  const time = (command, args) => {
    const start = performance.now();
    try {
      execFileSync(command, args, { stdio: 'ignore' });
    } catch (error) {
      // Exit status 1: it found something.
      if (!(error instanceof Error && 'status' in error && error.status === 1)) throw error;
    }
    return performance.now() - start;
  };
  const shares = [1, 2, 3].map(() => {
    const theirs = time(program, ['--no-color', ...files]);
    return time(process.execPath, [join(checkout, 'dist/cli.js'), 'lint', '--no-config', ...files]) / theirs;
  });
  const share = shares.sort((a, b) => a - b)[1] ?? Number.NaN;
  return { name: 'lint-share-of-hadolints-time', value: Math.round(share * 1000) / 1000, unit: 'times', limit: 0.05 };
}
