// `npm run sync`: writes the generated sections of package.json and docs/rules.md (see generated-sections.ts).
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const outfile = resolve('out/sync.mjs');
mkdirSync('out', { recursive: true });
await build({
  entryPoints: ['test/support/generated-sections.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
const { generatedSections } = await import(pathToFileURL(outfile).href);
for (const { file, current, wanted } of sections()) {
  if (current === wanted) continue;
  writeFileSync(file, wanted);
  console.log(`${file}: written`);
}
execFileSync('npx', ['biome', 'format', '--write', 'package.json', 'media/longshore.schema.json'], {
  stdio: 'ignore',
});

/** @returns {import('./generated-sections.ts').GeneratedSection[]} ends with what is to be written first, if anything is */
function sections() {
  try {
    return generatedSections();
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exit(1);
  }
}
