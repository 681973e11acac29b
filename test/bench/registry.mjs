// `npm run bench:registry [-- --json FILE]`: push beside `docker push`, 5,000 tags, and 200 looks through a proxy that
// makes faults, on a throw-away engine. One line a figure; exit status 1 if one misses its bar.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startDockerd } from '../support/dockerd.mjs';
import { finish, launch } from '../support/processes.mjs';
import { benchModule } from './bench-module.mjs';

const { json, socket } = parseArgs({ options: { json: { type: 'string' }, socket: { type: 'string' } } }).values;

if (socket === undefined) {
  // An engine wants a disk, and /tmp may be in memory.
  const engine = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-bench-') });
  let status = 1;
  try {
    // The engine reaches registries of its own network only: what is measured runs in there, too.
    const own = [process.execPath, fileURLToPath(import.meta.url), '--socket', engine.socketPath];
    const [command = '', ...args] = [...engine.enter, ...own, ...(json ? ['--json', json] : [])];
    status = await launch(command, args, { show: true }).ended;
  } finally {
    await engine.stop();
  }
  await finish(status);
} else {
  /** @type {typeof import('./registry-bench.ts')} */
  const { benchRegistry, figureLine, isKept } = await benchModule('registry-bench');
  const figures = await benchRegistry({
    socketPath: socket,
    pushes: { rounds: 15, common: 50_000_000, changed: 4096 },
    lists: { rounds: 15, tags: 5000 },
    faults: { runs: 200, seed: 1, patience: 1000 },
    say: (line) => console.log(line),
  });
  for (const figure of figures) console.log(figureLine(figure));
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  await finish(figures.every(isKept) ? 0 : 1);
}
