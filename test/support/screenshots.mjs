// `npm run screenshots`: takes the pictures of the README again, from the walk of the UI tests in a real VS Code.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, outFolder, supportFile } from './checkout.mjs';
import { run } from './processes.mjs';

/** From the picture in docs/screenshots to that of the walk. */
const pictures = {
  faults: 'walk-THEME/02-why-a-rule-is-there.png',
  build: 'walk-THEME/07-built.png',
};

await run(process.execPath, [supportFile('test.mjs'), 'ui'], {
  env: { ...process.env, LONGSHORE_GREP: 'walk of a new user' },
  timeoutMs: 1_200_000,
});
const folder = join(checkout, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });
for (const theme of ['light', 'dark']) {
  for (const [name, source] of Object.entries(pictures)) {
    copyFileSync(join(outFolder, 'screenshots', source.replace('THEME', theme)), join(folder, `${name}-${theme}.png`));
  }
}
