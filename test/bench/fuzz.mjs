// `npm run fuzz [-- FOLDER] [--inputs 200000] [--seed N]`: mutated Dockerfiles of a folder (without one: the project's own
// samples and the rules' examples) and noise, each linted with all rules, and asked for every feature of the language at a
// random place (--only lint, or language, for one of the two). Exit status 1 at the first kind of fault.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    inputs: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
  },
});
const folder = positionals[0] ?? join(checkout, 'test/workspace');
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => join(folder, file))
  .filter((file) => /dockerfile/i.test(file) && statSync(file).isFile())
  .sort()
  .map((file) => readFileSync(file, 'utf8'))
  // Long ones take most of the time and find nothing that short ones do not.
  .filter((text) => text.length < 20_000);
/** @type {typeof import('./lint-fuzz.ts')} */
const { faultsOn: lintFaults, mutated, noise, seeded } = await benchModule('lint-fuzz');
/** @type {typeof import('./language-fuzz.ts')} */
const { languageFaults } = await benchModule('language-fuzz');

/** @param {string} text @param {number} offset */
const faultsOn = (text, offset) => [
  ...(values.only === 'language' ? [] : lintFaults(text)),
  ...(values.only === 'lint' ? [] : languageFaults(text, offset)),
];

const random = seeded(Number(values.seed));
const inputs = Number(values.inputs);
const longest = 200;
const found = new Map();
let slowest = 0;
for (let input = 0; input < inputs; input++) {
  const source = texts[Math.floor(random() * texts.length)];
  const text = source === undefined || random() < 0.1 ? noise(random) : mutated(source, random);
  const offset = Math.floor(random() * (text.length + 1));
  const start = performance.now();
  const faults = faultsOn(text, offset);
  const time = performance.now() - start;
  // What the collector or another program took is not the linter's: a slow one is asked again.
  if (time > longest && timeOf(text, offset) > longest) faults.push(`slow: more than ${longest} ms`);
  slowest = Math.max(slowest, time);
  for (const fault of faults) {
    const kind = fault.slice(0, 60);
    if (!found.has(kind)) console.log(`${fault}\n${JSON.stringify(text)} at ${offset}\n`);
    found.set(kind, (found.get(kind) ?? 0) + 1);
  }
}
console.log(`${inputs} inputs from ${texts.length} files, seed ${values.seed}; slowest ${slowest.toFixed(1)} ms`);
console.log(`figure lint-fuzz-faults ${[...found.values()].reduce((sum, count) => sum + count, 0)} faults bar <= 0`);
if (found.size > 0) process.exitCode = 1;

/** @param {string} text @param {number} offset */
function timeOf(text, offset) {
  const start = performance.now();
  faultsOn(text, offset);
  return performance.now() - start;
}
