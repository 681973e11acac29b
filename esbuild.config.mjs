// All bundles: the extension and the command line (shipped, in dist/), and the tests (in out/, never shipped).
//
//   node esbuild.config.mjs [--production] [--watch] [--tests]
//
// ES modules with code splitting: what a user has not asked for is not loaded. dockerode (0.9 MB, some 160 ms to load)
// stays in a chunk of its own because `src/engine/connect.ts` imports it dynamically.
import { readdirSync, rmSync } from 'node:fs';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** CommonJS packages inside an ES module still call `require` for Node's own modules. */
const requireForCommonJs = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  format: 'esm',
  splitting: true,
  platform: 'node',
  target: 'node20',
  banner: requireForCommonJs,
  // ssh2 (inside dockerode) looks for these native parts and works without them.
  external: ['vscode', '*.node', 'cpu-features'],
  loader: { '.md': 'text' },
  logLevel: 'warning',
};

const shipped = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  minify: production,
  sourcemap: production ? false : 'linked',
};

const testFiles = () =>
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.test\.ts$/.test(file) || file === 'test/vscode/index.ts')
    .filter((file) => !file.startsWith('test/workspace/'));

const builds = [shipped];
rmSync('dist', { recursive: true, force: true });
if (tests) {
  rmSync('out', { recursive: true, force: true });
  builds.push({
    ...common,
    entryPoints: testFiles(),
    outdir: 'out',
    outbase: '.',
    chunkNames: 'chunks/[name]-[hash]',
    // Tests run beside node_modules: only our own code is bundled.
    packages: 'external',
    sourcemap: 'linked',
  });
}

if (watch) {
  await Promise.all(builds.map(async (options) => (await esbuild.context({ ...options, logLevel: 'info' })).watch()));
} else {
  await Promise.all(builds.map((options) => esbuild.build(options)));
}
