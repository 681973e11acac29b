// `npm run bench:rows [-- --json FILE]`: the memory that VS Code's extension host takes for 10,000 rows.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { finish } from '../support/processes.mjs';
import { bundle, inEditor, prepareEditor } from './editor.mjs';

const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
await prepareEditor();
/** @type {typeof import('./rows-bench.ts')} */
const { benchRows, figureLine, isKept } = await import(pathToFileURL(await bundle('rows-bench.ts')).href);

const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
let status = 1;
try {
  const figures = await benchRows({
    socketPath: join(folder, 'docker.sock'),
    containers: 5000,
    images: 5000,
    inEditor,
    say: (line) => console.log(line),
  });
  for (const figure of figures) console.log(figureLine(figure));
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  status = figures.every(isKept) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
await finish(status);
