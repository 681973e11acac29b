// Bundles a benchmark's TypeScript and loads it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { checkout, outFolder } from '../support/checkout.mjs';

/** @param {string} name of the file in this folder, without `.ts` */
export async function benchModule(name) {
  const outfile = join(outFolder, 'bench', `${name}.mjs`);
  await build({
    entryPoints: [join(checkout, `test/bench/${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
