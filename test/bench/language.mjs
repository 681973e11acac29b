// `npm run bench:language [-- FOLDER]`: how long each feature of the language takes on the Dockerfiles of a folder (without
// one: the project's own samples) and on one of 2,000 lines made of them; and that the formatter keeps what the builder reads
// of each, and changes nothing when it runs again. Exit status 1 if it does not.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

const folder = process.argv[2] ?? join(checkout, 'test/workspace');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /dockerfile/i.test(file) && !/ignore$/.test(file) && statSync(join(folder, file)).isFile())
  .sort();
const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
/** @type {typeof import('./language-fuzz.ts')} */
const { formatFaults } = await benchModule('language-fuzz');
/** @type {typeof import('./language-speed.ts')} */
const { features, timesOf } = await benchModule('language-speed');

let faults = 0;
for (const [index, text] of texts.entries()) {
  for (const fault of formatFaults(text)) {
    faults++;
    console.log(`${files[index]}: ${fault}`);
  }
}
console.log(`${files.length} files formatted`);
console.log(`figure language-format-faults ${faults} faults bar <= 0`);
if (faults > 0) process.exitCode = 1;

let long = '';
const lines = 2000;
for (let i = 0; long.split('\n').length <= lines; i++) long += `${texts[i % texts.length]?.trimEnd()}\n`;
long = long.split('\n').slice(0, lines).join('\n');
// What runs for the first time is not what a person waits for.
for (const text of texts.slice(0, 50)) for (const feature of features) timesOf(feature, text);
/** @param {number[]} times */
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
for (const feature of features) {
  const each = median(texts.flatMap((text) => timesOf(feature, text)));
  const ofLong = Array.from({ length: 5 }, () => Math.max(...timesOf(feature, long)));
  console.log(`figure language-${feature} ${each.toFixed(3)} ms median`);
  console.log(`figure language-${feature}-long ${median(ofLong).toFixed(1)} ms bar <= 20`);
}
