// `npm run bench:tree [-- --json FILE]`: the speed of the tree on a throw-away engine with 1,000 containers and 500
// images. One line a figure; exit status 1 if one is short of its bar.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { checkout, outFolder } from '../support/checkout.mjs';
import { startDockerd } from '../support/dockerd.mjs';

const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
const outfile = join(outFolder, 'bench', 'tree.mjs');
await build({
  entryPoints: [join(checkout, 'test/bench/tree-bench.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
/** @type {typeof import('./tree-bench.ts')} */
const { benchTree, figureLine, isKept } = await import(pathToFileURL(outfile).href);

// An engine wants a disk, and /tmp may be in memory.
const engine = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-bench-') });
const sockets = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
try {
  const figures = await benchTree({
    socketPath: engine.socketPath,
    noteSocketPath: join(sockets, 'noted.sock'),
    size: { containers: 1000, images: 500 },
    rounds: 11,
    quiet: 5000,
    rowsInMemory: 10_000,
    say: (line) => console.log(line),
  });
  for (const figure of figures) console.log(figureLine(figure));
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  if (!figures.every(isKept)) process.exitCode = 1;
} finally {
  rmSync(sockets, { recursive: true, force: true });
  await engine.stop();
}
