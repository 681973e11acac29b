// `npm run bench:forecast [-- --json FILE] [--part open|apart|combined|outside|all] [--only WORDS]… [--tree FOLDER] [--containerd]`: experiments
// with the forecast, on a throw-away engine: this machine's, or that of a Debian in a folder. One line a figure, for the
// experiments that the forecast was tuned on (`open`), those that were kept apart, and those in which several things meet; exit status 1 if one misses its bar.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from '../support/processes.mjs';
import { onBenchEngine } from './bench-engine.mjs';
import { benchModule } from './bench-module.mjs';

const { json, part, only, tree, containerd } = parseArgs({
  options: {
    json: { type: 'string' },
    part: { type: 'string', default: 'all' },
    only: { type: 'string', multiple: true },
    tree: { type: 'string' },
    containerd: { type: 'boolean', default: false },
  },
}).values;
/** @type {typeof import('./forecast-bench.ts')} */
const bench = await benchModule('forecast-bench');
if (part !== 'open' && part !== 'apart' && part !== 'combined' && part !== 'outside' && part !== 'all')
  throw new Error('--part is open, apart, combined, outside or all');

await onBenchEngine(
  bench,
  json,
  async ({ engine, baseImage, folder }) => {
    const { dockerHost, socketPath, enter } = engine;
    const say = (/** @type {string} */ line) => console.log(line);
    const tallies = await bench.benchForecast({
      dockerHost,
      socketPath,
      baseImage,
      folder,
      outside: { enter, hasGit: tree ? existsSync(join(tree, 'usr/bin/git')) : findProgram('git') !== undefined },
      containerd,
      part,
      only,
      say,
    });
    return bench.forecastFigures(tallies);
  },
  { ...(tree ? { tree } : {}), containerd },
);
