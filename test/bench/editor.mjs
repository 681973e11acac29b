// Runs a benchmark's task inside a real VS Code (see in-editor.ts) and gives what it found.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { checkout, outFolder, supportFile } from '../support/checkout.mjs';
import { run } from '../support/processes.mjs';
import { testSetup } from '../support/test-setup.mjs';

/** Makes sure that an editor can be had, and bundles the extension and what runs in the editor. */
export async function prepareEditor() {
  const setup = testSetup(['vscode', 'chromium']);
  await Promise.all([setup.vscode(), setup.chromium()]);
  await run(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: checkout });
  await bundle('in-editor.ts');
}

/** @param {string} file in test/bench @returns {Promise<string>} the bundle's path */
export async function bundle(file) {
  const outfile = join(outFolder, 'bench', file.replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [join(checkout, 'test', 'bench', file)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}

/**
 * @template Found
 * @param {import('./in-editor.ts').EditorTask} task
 * @returns {Promise<Found>}
 */
export async function inEditor(task) {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-bench-'));
  const result = join(folder, 'result.json');
  try {
    await run(process.execPath, [supportFile('vscode-tests.mjs')], {
      cwd: checkout,
      env: {
        ...process.env,
        DOCKER_HOST: `unix://${task.socketPath}`,
        DOCKER_CONFIG: folder,
        DOCKER_CONTEXT: '',
        LONGSHORE_TEST_ENTRY: join(outFolder, 'bench', 'in-editor.mjs'),
        LONGSHORE_BENCH: JSON.stringify(task),
        LONGSHORE_BENCH_RESULT: result,
      },
    });
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
