// `npm run bench:forecast [-- --json FILE] [--part open|apart|combined|all] [--only WORDS] [--tree FOLDER] [--containerd]`: experiments
// with the forecast, on a throw-away engine: this machine's, or that of a Debian in a folder. One line a figure, for the
// experiments that the forecast was tuned on (`open`), those that were kept apart, and those in which several things meet; exit status 1 if one misses its bar.
import { parseArgs } from 'node:util';
import { onBenchEngine } from './bench-engine.mjs';
import { benchModule } from './bench-module.mjs';

const { json, part, only, tree, containerd } = parseArgs({
  options: {
    json: { type: 'string' },
    part: { type: 'string', default: 'all' },
    only: { type: 'string' },
    tree: { type: 'string' },
    containerd: { type: 'boolean', default: false },
  },
}).values;
/** @type {typeof import('./forecast-bench.ts')} */
const bench = await benchModule('forecast-bench');
if (part !== 'open' && part !== 'apart' && part !== 'combined' && part !== 'all')
  throw new Error('--part is open, apart, combined or all');

await onBenchEngine(
  bench,
  json,
  async ({ engine, baseImage, folder }) => {
    const { dockerHost, socketPath } = engine;
    const say = (/** @type {string} */ line) => console.log(line);
    const tallies = await bench.benchForecast({
      dockerHost,
      socketPath,
      baseImage,
      folder,
      containerd,
      part,
      only: only === undefined ? undefined : [only],
      say,
    });
    return bench.forecastFigures(tallies);
  },
  { ...(tree ? { tree } : {}), containerd },
);
