// `npm run bench:editor [-- --rounds N --before VSIX --peer VSIX --only PART,… --json FILE]`: from key to mark, from click to row, from start
// to first squiggle, in a real VS Code beside a trivial extension. Only ratios have bars; exit status 1 if one misses its bar.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { testSetup } from '../support/test-setup.mjs';
import { vsix } from '../support/vsix.mjs';
import { onBenchEngine } from './bench-engine.mjs';
import { bundle } from './editor.mjs';

const { json, before, peer, only, rounds, rows } = parseArgs({
  options: {
    json: { type: 'string' },
    before: { type: 'string' },
    peer: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '10' },
    rows: { type: 'string', default: '50' },
  },
}).values;
const setup = testSetup(['vscode', 'chromium', 'vsix']);
await Promise.all([setup.vscode(), setup.chromium(), setup.vsix()]);
/** @type {typeof import('./editor-bench.ts')} */
const bench = await import(pathToFileURL(await bundle('editor-bench.ts')).href);

await onBenchEngine(bench, json, ({ engine, baseImage, folder }) =>
  bench.benchEditor({
    socketPath: engine.socketPath,
    baseImage,
    folder,
    rounds: Number(rounds),
    rows: Number(rows),
    vsix,
    before,
    peer,
    only: only?.split(','),
    say: (line) => console.log(line),
  }),
);
