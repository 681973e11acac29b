// `npm run bench:marks [-- --json FILE]`: how soon the marks of a build are drawn, on a throw-away engine, in a browser at
// a real VS Code. One line a figure; exit status 1 if one misses its bar.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { startDockerd } from '../support/dockerd.mjs';
import { finish } from '../support/processes.mjs';
import { testSetup } from '../support/test-setup.mjs';
import { vsix } from '../support/vsix.mjs';
import { bundle } from './editor.mjs';

const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
const setup = testSetup(['vscode', 'chromium', 'vsix']);
await Promise.all([setup.vscode(), setup.chromium(), setup.vsix()]);
process.env.LONGSHORE_TEST_VSIX = vsix;
/** @type {typeof import('./marks-bench.ts')} */
const { benchMarks, figureLine, isKept } = await import(pathToFileURL(await bundle('marks-bench.ts')).href);

// An engine wants a disk, and /tmp may be in memory.
const engine = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-bench-') });
const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
const baseImage = 'longshore-bench-busybox:1';
let status = 1;
try {
  await ensureBusyboxImage({ socketPath: engine.socketPath, reference: baseImage });
  const figures = await benchMarks({
    socketPath: engine.socketPath,
    baseImage,
    relayPath: join(folder, 'docker.sock'),
    steps: 10,
    rounds: 5,
    say: (line) => console.log(line),
  });
  for (const figure of figures) console.log(figureLine(figure));
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  status = figures.every(isKept) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  await engine.stop();
}
await finish(status);
