// Runs test/vscode inside a real VS Code through @vscode/test-electron: on Linux in VS Code's server (vscode-shim.mjs),
// elsewhere, or with LONGSHORE_VSCODE=desktop, in a desktop VS Code that it downloads.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { checkout, outFolder, supportFile } from './checkout.mjs';
import { finish } from './processes.mjs';
import { temporaryFolder } from './test-setup.mjs';
import { quietSettings, writeUserSettings } from './vscode-server.mjs';

const userDataDir = temporaryFolder('user-data');
const extensionsDir = temporaryFolder('extensions');
writeUserSettings(userDataDir, quietSettings);
const desktop = process.platform !== 'linux' || process.env.LONGSHORE_VSCODE === 'desktop';
const workspace = process.env.LONGSHORE_TEST_WORKSPACE ?? join(checkout, 'test', 'workspace');

/** @type {number} */
let status;
try {
  status = await runTests({
    ...(desktop ? {} : { vscodeExecutablePath: supportFile('vscode-shim.mjs') }),
    extensionDevelopmentPath: checkout,
    // Benchmarks run in the editor, too, by an entry of their own.
    extensionTestsPath: process.env.LONGSHORE_TEST_ENTRY ?? join(outFolder, 'test', 'vscode', 'index.mjs'),
    launchArgs: [workspace, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
  });
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
  status = 1;
}
await finish(status);
