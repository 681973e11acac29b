// `npm run bench:pages [-- --rounds N --containers N --json FILE]`: how soon pages are there, beside one that says hello, and what the
// stats of many containers cost. One line a figure; exit status 1 if one misses its bar.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { testSetup } from '../support/test-setup.mjs';
import { vsix } from '../support/vsix.mjs';
import { onBenchEngine } from './bench-engine.mjs';
import { bundle } from './editor.mjs';

const { json, rounds, containers } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '10' },
    containers: { type: 'string', default: '100' },
  },
}).values;
const setup = testSetup(['vscode', 'chromium', 'vsix']);
await Promise.all([setup.vscode(), setup.chromium(), setup.vsix()]);
/** @type {typeof import('./pages-bench.ts')} */
const bench = await import(pathToFileURL(await bundle('pages-bench.ts')).href);

await onBenchEngine(bench, json, ({ engine, baseImage, folder }) =>
  bench.benchPages({
    socketPath: engine.socketPath,
    baseImage,
    folder,
    rounds: Number(rounds),
    containers: Number(containers),
    vsix,
    say: (line) => console.log(line),
  }),
);
