// `npm run bench:marks [-- --json FILE]`: how soon the marks of a build are drawn, on a throw-away engine, in a browser at
// a real VS Code. One line a figure; exit status 1 if one misses its bar.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { testSetup } from '../support/test-setup.mjs';
import { vsix } from '../support/vsix.mjs';
import { onBenchEngine } from './bench-engine.mjs';
import { bundle } from './editor.mjs';

const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
const setup = testSetup(['vscode', 'chromium', 'vsix']);
await Promise.all([setup.vscode(), setup.chromium(), setup.vsix()]);
process.env.LONGSHORE_TEST_VSIX = vsix;
/** @type {typeof import('./marks-bench.ts')} */
const bench = await import(pathToFileURL(await bundle('marks-bench.ts')).href);

await onBenchEngine(bench, json, ({ engine, baseImage, folder }) =>
  bench.benchMarks({
    socketPath: engine.socketPath,
    baseImage,
    relayPath: join(folder, 'docker.sock'),
    steps: 10,
    rounds: 5,
    say: (line) => console.log(line),
  }),
);
