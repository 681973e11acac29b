// `npm run bench:shell [-- --json FILE] [--rounds N]`: from *Open Shell before This Line* to its prompt, against the engine's own build
// from the cache and a container of it, in turn, on a throw-away engine. Exit status 1 if it misses its bar.
import { parseArgs } from 'node:util';
import { onBenchEngine } from './bench-engine.mjs';
import { benchModule } from './bench-module.mjs';

const { json, rounds } = parseArgs({
  options: { json: { type: 'string' }, rounds: { type: 'string', default: '20' } },
}).values;
/** @type {typeof import('./shell-bench.ts')} */
const bench = await benchModule('shell-bench');

await onBenchEngine(bench, json, ({ engine: { dockerHost } }) => {
  // As the engine layer of the tests is told.
  process.env.LONGSHORE_TEST_DOCKER_HOST = dockerHost;
  return bench.benchShell({ rounds: Number(rounds), say: (line) => console.log(line) });
});
