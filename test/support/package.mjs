// `npm run package`: makes out/longshore.vsix and checks what is in it.
import { statSync } from 'node:fs';
import { ensurePackages } from './packages.mjs';
import { endOnSignals, finish } from './processes.mjs';
import { sayFailed, step } from './progress.mjs';
import { faultsOfVsix, packageExtension, vsix } from './vsix.mjs';

endOnSignals();
try {
  await step('Packages', ensurePackages);
  await step('Extension packaged', async (tell) => {
    await packageExtension();
    tell(`${vsix}, ${Math.round(statSync(vsix).size / 1024)} kB`);
  });
  const faults = faultsOfVsix();
  faults.forEach(sayFailed);
  await finish(faults.length ? 1 : 0);
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
  await finish(1);
}
