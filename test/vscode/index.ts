// The entry of the tests that run inside a real VS Code: loads every test of this folder into mocha and runs them.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeCoverage } from 'node:v8';
import Mocha from 'mocha';
import { supportFile } from '../support/checkout.mjs';

/** Called by VS Code's extension host. Rejects if a test fails. */
export async function run(): Promise<void> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    forbidOnly: true,
    retries: Number(process.env.LONGSHORE_TEST_RETRIES ?? 0),
    ...(process.env.LONGSHORE_GREP ? { grep: process.env.LONGSHORE_GREP } : {}),
    reporter: supportFile('mocha-reporter.cjs'),
  });
  for (const file of readdirSync(folder).sort()) {
    if (file.endsWith('.test.mjs')) mocha.addFile(join(folder, file));
  }
  await mocha.loadFilesAsync();
  try {
    await new Promise<void>((resolve, reject) => {
      mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed.`)) : resolve()));
    });
  } finally {
    // The extension host may be killed before Node writes it (only where NODE_V8_COVERAGE is set).
    if (process.env.NODE_V8_COVERAGE) takeCoverage();
  }
}
