// `npm run bench:forecast-editor`: a forecast in a workspace of 20,000 files, in the shipped thread. One line a figure; exit status 1
// if one misses its bar.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

execFileSync(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: checkout, stdio: 'inherit' });
/** @type {typeof import('./forecast-speed.ts')} */
const bench = await benchModule('forecast-speed');
const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
const figures = await bench.forecastSpeed(join(checkout, 'dist', 'forecast-worker.js'), folder);
for (const figure of figures) console.log(bench.figureLine(figure));
process.exitCode = figures.every(bench.isKept) ? 0 : 1;
