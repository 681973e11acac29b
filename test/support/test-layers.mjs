// The layers of `npm test`, and the one of `npm run faults`: what each needs, and how it is run and counted.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, outFolder, supportFile } from './checkout.mjs';
import { packageFile } from './packages.mjs';
import { launch } from './processes.mjs';
import { sayHeading, sayWarning } from './progress.mjs';
import { countsOfMocha, countsOfSkipped, oneFailed, onePassed, Unavailable } from './tally.mjs';
import { temporaryFolder } from './test-setup.mjs';
import { faultsOfVsix, vsix } from './vsix.mjs';

/** @typedef {import('./tally.mjs').Counts} Counts */
/** @typedef {ReturnType<typeof import('./test-setup.mjs').testSetup>} Setup */
/**
 * @typedef {{
 *   readonly name: string, readonly title: string, readonly limitSeconds: number,
 *   readonly needs: readonly import('./test-setup.mjs').Need[],
 *   readonly run: (setup: Setup, limitMs: number, names?: readonly string[]) => Promise<Counts>,
 * }} Layer `names`: only these files of its folder, without `.test.ts`
 */

/**
 * Of the tests of the engine those that run on one of them only, to save minutes: they touch neither what the other keeps
 * images in nor what another version of it answers.
 */
const notOfTheStore = [
  ...['build-bench', 'registry-bench', 'tree-bench', 'shell-verdicts', 'repaired-builds', 'ssh'],
  ...['commands/dockerfile', 'commands/run-form', 'commands/volume-files', 'commands/files', 'files-changes'],
];

/** @type {readonly Layer[]} */
export const layers = [
  {
    name: 'style',
    title: 'Format and lint (Biome)',
    limitSeconds: 120,
    needs: ['packages'],
    run: (_, limitMs) => {
      const biome = [packageFile('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'];
      return runCheck([...biome, '.'], limitMs);
    },
  },
  {
    name: 'types',
    title: 'Types (TypeScript)',
    limitSeconds: 120,
    needs: ['packages'],
    run: (_, limitMs) => runCheck([packageFile('typescript', 'bin', 'tsc'), '--noEmit'], limitMs),
  },
  {
    name: 'unit',
    title: 'Unit tests',
    limitSeconds: 300,
    needs: ['bundles'],
    run: (_, limitMs, names) => runMocha('unit', { limitMs, names }),
  },
  {
    name: 'editors',
    title: 'The language server in Neovim',
    limitSeconds: 120,
    needs: ['bundles', 'neovim'],
    run: (_, limitMs, names) => runMocha('editors', { limitMs, timeout: 60_000, names }),
  },
  {
    name: 'package',
    title: 'The packaged extension',
    limitSeconds: 60,
    needs: ['vsix'],
    run: async () => {
      const faults = faultsOfVsix();
      return faults.length ? oneFailed(faults.join('; ')) : onePassed;
    },
  },
  {
    name: 'engine',
    title: 'Tests against a real Docker engine',
    limitSeconds: 1500,
    needs: ['bundles', 'engine'],
    run: (setup, limitMs, names) => runWithEngine('engine', setup, { limitMs, names }),
  },
  {
    name: 'engine-containerd',
    title: "Tests against a newer Docker engine with containerd's image store",
    limitSeconds: 1500,
    needs: ['bundles', 'containerdEngine'],
    run: async ({ containerdEngine }, limitMs) => {
      const { dockerHost, enter } = await containerdEngine();
      const env = { LONGSHORE_TEST_DOCKER_HOST: dockerHost };
      return runMocha('engine', { limitMs, enter, timeout: 30_000, env, leaveOut: notOfTheStore });
    },
  },
  {
    name: 'podman',
    title: 'Tests against Podman',
    limitSeconds: 300,
    needs: ['bundles', 'podman'],
    run: async ({ podman }, limitMs) => {
      const { dockerHost, enter } = await podman();
      const env = { LONGSHORE_TEST_DOCKER_HOST: dockerHost };
      return runMocha('podman', { limitMs, enter, timeout: 30_000, env, also: ['engine/commands/newer'] });
    },
  },
  {
    name: 'vscode',
    title: 'Tests inside a real VS Code',
    limitSeconds: 300,
    needs: ['bundles', 'engine', 'vscode', 'chromium'],
    run: async ({ engine }, limitMs) => {
      const { dockerHost, enter, configFolder } = await engine();
      const env = {
        LONGSHORE_TEST_WORKSPACE: workspaceCopy(),
        LONGSHORE_TEST_DOCKER_HOST: dockerHost,
        DOCKER_HOST: dockerHost,
        DOCKER_CONFIG: configFolder,
        LONGSHORE_TEST_RETRIES: triesAgain(),
      };
      return runCounted([supportFile('vscode-tests.mjs')], { limitMs, enter, env });
    },
  },
  {
    name: 'ui',
    title: 'A browser at the packaged extension in a real VS Code',
    // Half an hour on a machine that is slow today.
    limitSeconds: 2700,
    needs: ['bundles', 'vsix', 'uiEngine', 'vscode', 'chromium'],
    run: async ({ uiEngine }, limitMs, names) => {
      const { dockerHost, enter, configFolder } = await uiEngine();
      const env = {
        LONGSHORE_TEST_VSIX: vsix,
        LONGSHORE_TEST_DOCKER_HOST: dockerHost,
        DOCKER_HOST: dockerHost,
        DOCKER_CONFIG: configFolder,
      };
      return runMocha('ui', { limitMs, enter, timeout: 60_000, env, names });
    },
  },
];

/** Faults that take minutes. @type {Layer} */
export const faultLayer = {
  name: 'faults',
  title: 'Faults that take their time, against real engines',
  limitSeconds: 1500,
  needs: ['bundles', 'engine'],
  run: (setup, limitMs, names) => runWithEngine('faults', setup, { limitMs, names }),
};

/** @param {Layer} layer @param {Setup} setup @param {readonly string[]} [names] */
export async function runLayer({ name, title, limitSeconds, needs, run }, setup, names) {
  sayHeading(title);
  const since = performance.now();
  const counts = await Promise.all(needs.map((need) => setup[need]()))
    .then(() => run(setup, limitSeconds * 1000, names))
    .catch((/** @type {Error} */ error) => {
      const unavailable = error instanceof Unavailable;
      sayWarning(`${title}: ${unavailable ? 'cannot run here: ' : ''}${error.message}`);
      return unavailable ? countsOfSkipped(error.message, process.env.CI !== 'true') : oneFailed(error.message);
    });
  return { layer: name, seconds: (performance.now() - since) / 1000, ...counts };
}

/** @param {string} folder @param {Setup} setup @param {{ limitMs: number, names?: readonly string[] | undefined }} options */
async function runWithEngine(folder, { engine }, options) {
  const { dockerHost, enter } = await engine();
  return runMocha(folder, { ...options, enter, timeout: 30_000, env: { LONGSHORE_TEST_DOCKER_HOST: dockerHost } });
}

/** @returns {string} a copy that tests may change */
function workspaceCopy() {
  const folder = join(temporaryFolder('workspace'), 'workspace');
  cpSync(join(checkout, 'test', 'workspace'), folder, { recursive: true });
  return folder;
}

/** @param {readonly string[]} script a Node program that ends with status 0 if all is well @param {number} limitMs */
async function runCheck(script, limitMs) {
  const { status, why } = await runLimited([], script, {}, limitMs);
  return why ? oneFailed(why) : status === 0 ? onePassed : oneFailed('see above');
}

/**
 * @param {string} folder below test/
 * @param {{
 *   limitMs: number, enter?: readonly string[], timeout?: number, env?: Record<string, string>,
 *   leaveOut?: readonly string[], also?: readonly string[], names?: readonly string[] | undefined,
 * }} options `timeout`: of one test, in milliseconds; `leaveOut`: files below the folder; `also`: files below test/;
 *   `names`: of the files in the folder, without `.test.ts`; all if absent
 */
function runMocha(folder, { timeout = 5000, leaveOut = [], also = [], names = ['**/*'], ...options }) {
  const { enter } = options;
  const pathOf = (/** @type {string} */ name) => join(outFolder, 'test', `${name}.test.mjs`).replaceAll('\\', '/');
  const files = [...names.map((name) => `${folder}/${name}`), ...also].map(pathOf);
  const flags = ['--reporter', supportFile('mocha-reporter.cjs'), '--forbid-only', '--timeout', String(timeout)];
  const { LONGSHORE_GREP: grep } = process.env;
  if (grep) flags.push('--grep', grep);
  if (enter) flags.push('--retries', triesAgain());
  for (const name of leaveOut) flags.push('--ignore', pathOf(`${folder}/${name}`));
  return runCounted([packageFile('mocha', 'bin', 'mocha.js'), ...flags, ...files], options);
}

/**
 * How often a test that failed is tried again: once in CI, where an engine, a browser and an editor share two cores with others, and
 * where it is told at the end of all (docs/decisions/009-tried-again.md). Never at a developer's, nor without an engine.
 */
export const triesAgain = () => (process.env.CI === 'true' ? '1' : '0');

/**
 * @param {readonly string[]} script a Node program that uses our reporter
 * @param {{ limitMs: number, enter?: readonly string[], env?: Record<string, string> }} options
 * @returns {Promise<Counts>}
 */
async function runCounted(script, { limitMs, enter = [], env = {} }) {
  const result = join(temporaryFolder('result'), 'counts.json');
  const { status, why } = await runLimited(enter, script, { ...env, LONGSHORE_TEST_RESULT: result }, limitMs);
  if (why) return oneFailed(why);
  return countsOfMocha(status, existsSync(result) ? readFileSync(result, 'utf8') : undefined);
}

/**
 * @param {readonly string[]} enter a command line that runs the one after it
 * @param {readonly string[]} script @param {Record<string, string>} env @param {number} limitMs
 */
async function runLimited(enter, script, env, limitMs) {
  const node = [process.execPath, '--require', supportFile('lifeline.cjs'), '--enable-source-maps', ...script];
  const [command = process.execPath, ...args] = [...enter, ...node];
  const launched = launch(command, args, {
    cwd: checkout,
    // What it leaves there when it is killed goes with us.
    env: { ...withoutDocker(process.env), TMPDIR: temporaryFolder('tmp'), ...env },
    show: true,
    lifeline: true,
  });
  /** @type {string | undefined} */
  let why;
  const timer = setTimeout(() => {
    why = `did not end in ${limitMs / 1000} s`;
    launched.stop();
  }, limitMs);
  const status = await launched.ended;
  clearTimeout(timer);
  return { status, why };
}

/** Tests must not meet the user's own engine. @param {NodeJS.ProcessEnv} env */
function withoutDocker(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('DOCKER_')));
}
