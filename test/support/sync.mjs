// `npm run sync`: writes the sections that are made from the code (see generated-sections.ts). What is half written is named first,
// with exit status 1.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const outdir = resolve('out/sync');
await build({
  entryPoints: ['test/support/half-written-rules.ts', 'test/support/generated-sections.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
const bundle = (/** @type {string} */ name) => import(pathToFileURL(resolve(outdir, `${name}.mjs`)).href);

try {
  const { lacksOfRules } = await bundle('half-written-rules');
  const lacks = lacksOfRules();
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  const { generatedSections } = await bundle('generated-sections');
  for (const { file, current, wanted } of generatedSections()) {
    if (current === wanted) continue;
    writeFileSync(file, wanted);
    console.log(`${file}: written`);
  }
  execFileSync('npx', ['biome', 'format', '--write', 'package.json', 'media/longshore.schema.json'], {
    stdio: 'ignore',
  });
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
