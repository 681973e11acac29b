// All bundles: the extension and the command line (shipped, in dist/), and the tests (in out/, never shipped).
//
//   node esbuild.config.mjs [--production] [--watch] [--tests]
//
// The shipped bundles are CommonJS, since VS Code loads those from its code cache and ES modules without one. What is imported
// dynamically (the views and commands, the engine's client, the language server) is loaded at its first use, and what several
// need is there once (see `programs`).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file).replaceAll('\\', '/'));

/**
 * What dockerode requires for ways of its own that we do not go: its connections (ours are engine/dockerode/transport.ts), its
 * session of BuildKit, its archives. Two thirds of the bundle, and most of the time until the first connection. If any of it
 * were ever reached, it would say so.
 * @type {esbuild.Plugin}
 */
const unusedPartsOfDockerode = {
  name: 'unused-parts-of-dockerode',
  setup(build) {
    const unused = /^(?:docker-modem|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|tar-fs|@balena\/dockerignore)$/;
    build.onResolve({ filter: unused }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]dockerode[\\/]/.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    // Swarm and plugins.
    const objects = /^\.\/(?:buildkit|config|node|plugin|secret|service|session|task)$/;
    build.onResolve({ filter: objects }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]dockerode[\\/]lib[\\/]docker\.js$/.test(importer)
        ? { path, namespace: 'unused' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents: `module.exports = new Proxy(function () {}, {
        get: () => { throw new Error(${JSON.stringify(`${path} is not a part of Longshore.`)}); },
        apply: () => { throw new Error(${JSON.stringify(`${path} is not a part of Longshore.`)}); },
        construct: () => { throw new Error(${JSON.stringify(`${path} is not a part of Longshore.`)}); },
      });`,
    }));
  },
};

/**
 * What dockerfile-ast takes of the language server's types: two functions of 28 kB (a test knows which).
 * @type {esbuild.Plugin}
 */
const fewTypesOfTheLanguageServer = {
  name: 'few-types-of-the-language-server',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver-types$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]dockerfile-ast[\\/]/.test(importer) ? { path, namespace: 'few-types' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'few-types' }, () => ({
      contents: `
        export const Position = { create: (line, character) => ({ line, character }) };
        export const Range = { create: (start, end, endLine, endCharacter) => typeof start === 'number'
          ? { start: Position.create(start, end), end: Position.create(endLine, endCharacter) }
          : { start, end } };
      `,
    }));
  },
};

/**
 * The texts are set once for all bundles of a thread: whoever asks for a text asks the same `l10n.js`.
 * @type {esbuild.Plugin}
 */
const oneSetOfTexts = {
  name: 'one-set-of-texts',
  setup(build) {
    build.onResolve({ filter: /^@vscode\/l10n$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './l10n.js', external: true },
    );
  },
};

/**
 * V8 keeps a source as one byte a character if it can: a single one above U+00FF doubles the memory of the whole bundle, for
 * as long as it is loaded. esbuild writes such characters as escapes, but in regular expressions.
 * @type {esbuild.Plugin}
 */
const onlyAscii = {
  name: 'only-ascii',
  setup(build) {
    build.onEnd(({ metafile }) => {
      for (const path of Object.keys(metafile?.outputs ?? {}).filter((output) => output.endsWith('.js'))) {
        const code = readFileSync(path, 'utf8');
        // Behind a backslash the escape would mean something else.
        if (/\\[\u0080-\uffff]/.test(code)) throw new Error(`${path} escapes a character that needs no escape.`);
        const escaped = code.replaceAll(/[\u0080-\uffff]/g, (character) => {
          return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
        });
        if (escaped !== code) writeFileSync(path, escaped);
      }
    });
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  loader: { '.md': 'text' },
  logLevel: 'warning',
};

/**
 * The texts, which the bundles of a thread share.
 * @type {esbuild.BuildOptions}
 */
const texts = {
  ...common,
  format: 'cjs',
  entryPoints: [{ in: '@vscode/l10n', out: 'l10n' }],
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
};

/**
 * esbuild splits ES modules alone: each file of a split build is written as CommonJS once it is there. What a file takes from
 * another it takes once: a name that is looked up at each use costs a tenth of the speed. No file asks for one that asks for
 * it: a shared one is needed by all that need those which need it.
 * @type {esbuild.Plugin}
 */
const asCommonJs = {
  name: 'as-common-js',
  setup(build) {
    build.onEnd(async ({ metafile }) => {
      for (const path of Object.keys(metafile?.outputs ?? {}).filter((output) => output.endsWith('.js'))) {
        const code = withPlainExports(withTextsOnce(readFileSync(path, 'utf8'))).replaceAll(
          /\bimport\s*\{([^{}]*)\}\s*from\s*("\.\/shared-\w+\.js")/g,
          (_, names, from) => `const {${names.replaceAll(/\s+as\s+/g, ':')}} = require(${from})`,
        );
        const commonJs = await esbuild.transform(code, {
          format: 'cjs',
          platform: 'node',
          target: 'node20',
          // `require` is faster, and what these files are.
          supported: { 'dynamic-import': false },
          minify: production,
          sourcemap: production ? false : 'inline',
        });
        writeFileSync(path, commonJs.code);
      }
    });
  },
};

/**
 * Hundreds of files import the texts as a namespace, for each of which esbuild would make an object with a getter for each name.
 * @param {string} code
 */
function withTextsOnce(code) {
  let first = '';
  return code.replaceAll(/\bimport\s*\*\s*as\s+([\w$]+)\s*from\s*("\.\/l10n\.js")/g, (_, name, from) => {
    if (first !== '') return `const ${name} = ${first}`;
    first = name;
    return `const ${name} = require(${from})`;
  });
}

/**
 * esbuild would make two getters for each name. Nobody takes a name before it has its value: no file asks for one that asks for it.
 * @param {string} code
 */
function withPlainExports(code) {
  return code.replace(/\bexport\s*\{([^{}]*)\};?(?=\s*(?:\/\/# sourceMappingURL=\S*\s*)?$)/, (_, names) => {
    const pairs = names.split(',').map((each) => each.trim().split(/\s+as\s+/));
    return `module.exports = {${pairs.map(([own, name]) => (name ? `${name}: ${own}` : own)).join(', ')}};`;
  });
}

/**
 * The extension, the command line with its language server, the threads of linting and of the forecast. They all hold the
 * language core: it is there once. An entry point imports nothing that asks for a text while it is loaded, as what is shared is
 * evaluated before it: it sets the texts, and imports the rest dynamically.
 * @type {esbuild.BuildOptions}
 */
const programs = {
  ...common,
  format: 'esm',
  splitting: true,
  plugins: [
    oneSetOfTexts,
    unusedPartsOfDockerode,
    fewTypesOfTheLanguageServer,
    asCommonJs,
    ...(production ? [onlyAscii] : []),
  ],
  entryPoints: [
    { in: 'src/extension.ts', out: 'extension' },
    { in: 'src/cli.ts', out: 'cli' },
    { in: 'src/forecast-worker.ts', out: 'forecast-worker' },
  ],
  chunkNames: 'shared-[hash]',
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'inline',
};

/**
 * The extension in VS Code for the Web: one file, as a browser's extension host loads no other. What asks for paths is given
 * those of POSIX, which are an image's in any case.
 * @type {esbuild.BuildOptions}
 */
const web = {
  bundle: true,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  alias: { 'node:path': 'path-browserify' },
  loader: { '.md': 'text' },
  logLevel: 'warning',
  plugins: [fewTypesOfTheLanguageServer, ...(production ? [onlyAscii] : [])],
  entryPoints: ['src/extension-web.ts'],
  outdir: 'dist',
  minify: production,
  sourcemap: production ? false : 'linked',
};

/**
 * The scripts of the pages: they run in a browser, with nothing of VS Code's or Node's. What several of them need is a file of
 * its own, which a page loads with the same nonce. The texts are set by `language` before a page's own script is evaluated.
 * @type {esbuild.BuildOptions}
 */
const pages = {
  bundle: true,
  platform: 'browser',
  format: 'esm',
  splitting: true,
  target: 'es2022',
  loader: { '.svg': 'text' },
  logLevel: 'warning',
  entryPoints: [
    'language',
    'build',
    'changes',
    'comparison',
    'container',
    'disk',
    'form',
    'image',
    'images',
    'layers',
    'logs',
    'search',
    'stats',
    'used',
  ].map((name) => `media/${name}.ts`),
  chunkNames: 'shared-[hash]',
  outdir: 'dist/pages',
  minify: production,
  sourcemap: production ? false : 'inline',
};

/** @type {esbuild.BuildOptions} */
const testBundles = {
  ...common,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  splitting: true,
  entryPoints: filesBelow('test')
    .filter((file) => file.endsWith('.test.ts') || file === 'test/vscode/index.ts')
    .filter((file) => !file.startsWith('test/workspace/')),
  outdir: 'out',
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  // Tests run beside node_modules: only our own code is bundled.
  packages: 'external',
  sourcemap: 'linked',
};

rmSync('dist', { recursive: true, force: true });
if (tests) rmSync('out/test', { recursive: true, force: true });
const builds = tests ? [texts, programs, web, pages, testBundles] : [texts, programs, web, pages];
if (watch) {
  await Promise.all(builds.map(async (options) => (await esbuild.context({ ...options, logLevel: 'info' })).watch()));
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build({ ...options, metafile: true })));
  // Which files are in what is shipped: NOTICE names whose they are.
  const inputs = results.slice(0, 4).flatMap((result) => Object.keys(result.metafile.inputs));
  mkdirSync('out', { recursive: true });
  writeFileSync('out/bundled-files.json', JSON.stringify(inputs));
}
