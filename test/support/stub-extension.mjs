// A little extension that stands for one of somebody else's in tests: it has its name and its commands, and does what it is told.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from './packages.mjs';
import { run } from './processes.mjs';

/**
 * Packages it. Answers the path of the `.vsix`.
 * @param {{
 *   folder: string, publisher: string, name: string, commands?: readonly string[], code: string,
 *   manifest?: Readonly<Record<string, unknown>>,
 * }} options `folder`: where it is written to. `code`: a CommonJS module that registers the commands when it is activated.
 *   `manifest`: further fields of its package.json.
 */
export async function packageStub({ folder, publisher, name, commands = [], code, manifest: further = {} }) {
  const source = join(folder, name);
  mkdirSync(source, { recursive: true });
  const manifest = {
    publisher,
    name,
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    contributes: { commands: commands.map((command) => ({ command, title: command })) },
    ...further,
  };
  writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(source, 'extension.js'), code);
  writeFileSync(join(source, 'README.md'), 'A stub for tests.\n');
  const vsix = join(folder, `${name}.vsix`);
  const vsce = [packageFile('@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies', '--skip-license'];
  await run(process.execPath, [...vsce, '--allow-missing-repository', '--out', vsix], { cwd: source });
  return vsix;
}
