// `npm run bench:build [-- --json FILE] [--rounds N]`: builds beside the Docker CLI's, on a throw-away engine, and what
// they cost a real VS Code. One line a figure; exit status 1 if one misses its bar.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { onBenchEngine } from './bench-engine.mjs';
import { bundle, inEditor, prepareEditor } from './editor.mjs';

const { json, rounds } = parseArgs({
  options: { json: { type: 'string' }, rounds: { type: 'string', default: '7' } },
}).values;
await prepareEditor();
/** @type {typeof import('./build-bench.ts')} */
const bench = await import(pathToFileURL(await bundle('build-bench.ts')).href);

await onBenchEngine(bench, json, ({ engine, baseImage, folder }) =>
  bench.benchBuild({
    socketPath: engine.socketPath,
    rival: bench.cliBuilds(cliWithBuildKit(engine.dockerHost, folder), engine.dockerHost),
    baseImage,
    folder,
    large: { files: 20_000, bytes: 300_000_000 },
    inEditor,
    rounds: Number(rounds),
    say: (line) => console.log(line),
  }),
);

/**
 * The first `docker` on the PATH that builds with BuildKit by itself: newer ones want a plugin for it.
 * @param {string} host
 * @param {string} folder for a context of its own
 */
function cliWithBuildKit(host, folder) {
  const context = join(folder, 'probe');
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nLABEL probe=1\n');
  const env = { ...process.env, DOCKER_BUILDKIT: '1' };
  for (const cli of (process.env.PATH ?? '').split(delimiter).map((each) => join(each, 'docker'))) {
    try {
      execFileSync(cli, ['--host', host, 'build', '--quiet', context], { env, stdio: 'ignore' });
      return cli;
    } catch {
      // Not installed there, or without BuildKit: the next one.
    }
  }
  throw new Error('No docker on the PATH builds with BuildKit. Install docker.io, or the buildx plugin.');
}
