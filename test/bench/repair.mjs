// `npm run bench:repair -- FOLDER`: repairs the Dockerfiles of a folder in memory, as `longshore lint --fix --all-rules`
// would, and says what is left that could be repaired, what the repair brought, and what a safe fix changes beside what it
// says. Exit status 1 if there is any.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../support/checkout.mjs';
import { benchModule } from './bench-module.mjs';

const folder = process.argv[2] ?? join(checkout, 'test/workspace');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /dockerfile/i.test(file) && statSync(join(folder, file)).isFile())
  .sort();
/** @type {typeof import('./lint-fuzz.ts')} */
const { harmOfSafeFixes, repairAndCheck } = await benchModule('lint-fuzz');
let faults = 0;
let applied = 0;
let changed = 0;
let rounds = 0;
for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8');
  const result = repairAndCheck(text);
  applied += result.applied;
  if (result.text !== text) changed++;
  rounds = Math.max(rounds, result.rounds);
  for (const fault of [...result.faults, ...harmOfSafeFixes(text)]) {
    faults++;
    console.log(`${file}: ${fault}`);
  }
}
console.log(`${files.length} files, ${changed} changed, ${applied} fixes, at most ${rounds} rounds`);
console.log(`figure lint-repair-faults ${faults} faults bar <= 0`);
if (faults > 0) process.exitCode = 1;
