// `npm run sync`: writes the sections that are made from the code (see generated-sections.ts). What is half written is named first,
// with exit status 1.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ruleIndex, ruleIndexFile } from './rule-index.mjs';

const outdir = resolve('out/sync');
const bundle = async (/** @type {string} */ name) => {
  await build({
    entryPoints: [`test/support/${name}.ts`],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return import(pathToFileURL(resolve(outdir, `${name}.mjs`)).href);
};

try {
  write({ file: ruleIndexFile, current: readFileSync(ruleIndexFile, 'utf8'), wanted: ruleIndex() });
  const { lacksOfRules } = await bundle('half-written-rules');
  const lacks = lacksOfRules();
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  const { generatedSections } = await bundle('generated-sections');
  for (const section of generatedSections()) write(section);
  execFileSync('npx', ['biome', 'format', '--write', 'package.json', 'media/longshore.schema.json'], {
    stdio: 'ignore',
  });
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}

/** @param {import('./generated-sections.ts').GeneratedSection} section */
function write({ file, current, wanted }) {
  if (current === wanted) return;
  writeFileSync(file, wanted);
  console.log(`${file}: written`);
}
