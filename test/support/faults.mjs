// `npm run faults`: tries every fault that the project knows, tells how many were survived by kind, and writes that into
// docs/reliability.md. `npm run faults -- WORDS` tries only the kinds whose titles have these words, and writes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { byName, faultTable, resultsOf, tableEnd, tableStart, testsIn } from './fault-counts.mjs';
import { faultKinds } from './fault-kinds.mjs';
import { endOnSignals, finish, isFinishing } from './processes.mjs';
import { say, sayHeading } from './progress.mjs';
import { statusOf, summary } from './tally.mjs';
import { faultLayer, layers, runLayer } from './test-layers.mjs';
import { testSetup } from './test-setup.mjs';

const words = process.argv.slice(2).join(' ').toLowerCase();
const kinds = faultKinds.filter(({ title }) => title.toLowerCase().includes(words));
if (kinds.length === 0) {
  say(`No kind of fault is called "${words}". There are:\n${faultKinds.map(({ title }) => `  ${title}`).join('\n')}`);
  process.exit(2);
}

endOnSignals(() => say('\nInterrupted: ending what was started.'));
const files = kinds.flatMap((kind) => kind.files);
const chosen = [...layers, faultLayer]
  .map((layer) => {
    const folder = `${layer.name}/`;
    const names = files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length));
    return { layer, names };
  })
  .filter(({ names }) => names.length > 0);

sayHeading('Setting up');
const setup = testSetup([...new Set(chosen.flatMap(({ layer }) => layer.needs))]);

/** @type {import('./tally.mjs').LayerResult[]} */
const results = [];
for (const { layer, names } of chosen) results.push(await runLayer(layer, setup, names));
if (isFinishing()) await finish(130);

const survived = new Map(results.flatMap(({ passedByFile = {} }) => [...byName(passedByFile)]));
const byKind = resultsOf(testsIn(files), survived, kinds);
const page = join(checkout, 'docs', 'reliability.md');

if (kinds.length === faultKinds.length) {
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(tableStart);
  const after = rest.slice(rest.indexOf(tableEnd));
  writeFileSync(page, `${before}${tableStart}\n${faultTable(byKind)}\n${after}`);
}
sayHeading('Faults');
for (const line of summary(results).slice(0, -1)) say(line);
say('');
for (const { title, tried, survived } of byKind) {
  say(
    `  ${survived === tried ? ' ' : '!'} ${title.padEnd(64)} ${String(tried).padStart(4)} tried ${String(survived).padStart(4)} survived`,
  );
}
const lost = byKind.reduce((sum, { tried, survived }) => sum + tried - survived, 0);
await finish(lost > 0 ? 1 : statusOf(results), () => say(lost > 0 ? `\n${lost} not survived` : '\nAll survived'));
