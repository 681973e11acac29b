// `npm test [-- layer…]`: sets up what the layers need, at the same time where it can, runs them one after the other,
// and ends with the plain line `N passed, N failed, N skipped`.
import { endOnSignals, finish, isFinishing } from './processes.mjs';
import { say, sayHeading } from './progress.mjs';
import { statusOf, summary } from './tally.mjs';
import { layers, runLayer } from './test-layers.mjs';
import { testSetup } from './test-setup.mjs';

const help = `npm test                 all layers
npm test -- LAYER…       some of them: ${layers.map(({ name }) => name).join(', ')}

LONGSHORE_VSCODE=VERSION runs the last two in another version of VS Code (a version of the npm package code-server).
LONGSHORE_GREP=WORDS runs only the tests of unit, engine, vscode and ui whose names match.
CI=true makes a layer that cannot run a failure.`;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !layers.some((layer) => layer.name === name));
if (names.includes('--help') || names.includes('-h') || unknown.length) {
  say(help);
  process.exit(unknown.some((name) => !/^--?h/.test(name)) ? 2 : 0);
}

endOnSignals(() => say('\nInterrupted: ending what was started.'));
const chosen = layers.filter(({ name }) => names.length === 0 || names.includes(name));
const needs = [...new Set(chosen.flatMap((layer) => layer.needs))];
const setup = testSetup(needs);

sayHeading('Setting up');
// Downloads and compilers go on while the first layers run; the engine starts as soon as it is installed. A failure
// belongs to the layer that needs it.
const early = needs.filter((need) => !['vsix', 'bundles', 'uiEngine'].includes(need));
for (const need of early) setup[need]().catch(() => {});

/** @type {import('./tally.mjs').LayerResult[]} */
const results = [];
for (const layer of chosen) results.push(await runLayer(layer, setup));
// Interrupted: these are no results.
if (isFinishing()) await finish(130);
sayHeading('Summary');
for (const line of summary(results).slice(0, -1)) say(line);
await finish(statusOf(results), () => say(`\n${summary(results).at(-1)}`));
