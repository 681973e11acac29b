// `npm run bench:logs [-- --json FILE]`: following a log of 50,000 lines a second and opening one of 200 MB, on a
// throw-away engine, in a plain process and in a real VS Code. One line a figure; exit status 1 if one misses its bar.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startDockerd } from '../support/dockerd.mjs';
import { finish } from '../support/processes.mjs';
import { bundle, inEditor, prepareEditor } from './editor.mjs';

const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
await prepareEditor();
/** @type {typeof import('./log-bench.ts')} */
const { benchLogs, figureLine, isKept } = await import(pathToFileURL(await bundle('log-bench.ts')).href);

// An engine wants a disk, and /tmp may be in memory.
const engine = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-bench-') });
let status = 1;
try {
  const figures = await benchLogs({
    socketPath: engine.socketPath,
    linesPerSecond: 50_000,
    follow: 10_000,
    longLog: 200_000_000,
    inEditor,
    say: (line) => console.log(line),
  });
  for (const figure of figures) console.log(figureLine(figure));
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  status = figures.every(isKept) ? 0 : 1;
} finally {
  await engine.stop();
}
await finish(status);
