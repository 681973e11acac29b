// Servers and watchers of JavaScript, by the program's name.
import { javascriptOptionsWithValue, optionsEnd } from '../../shell/invocation.ts';
import {
  action,
  always,
  has,
  oneOf,
  onlyServingArguments,
  type ProgramTest,
  scriptOf,
  unless,
} from './program-test.ts';

const scriptNames = /^(server|app|index|main|start|www|serve|api|bot|worker|.*[-_.](server|api|worker|bot))$/;

const nodeOptionsWithValue =
  '-r --require --import --loader --experimental-loader --env-file -P --project --conditions -C --tsconfig'.split(' ');

/** `node --watch x.js` never ends, whatever it runs. */
const watches: ProgramTest = (args) => args.slice(0, optionsEnd(args, nodeOptionsWithValue)).includes('--watch');

export const nodeScript: ProgramTest = oneOf(
  watches,
  scriptOf(
    scriptNames,
    nodeOptionsWithValue,
    /^(-[epci]|-pe|--(eval|print|check|test|run|interactive|prof-process|build-snapshot|completion-bash))/,
  ),
  // AdonisJS
  (args) => args[0] === 'ace' && /^serve$/.test(args[1] ?? ''),
  (args) => args[0] === '--run' && packageScript(true)(args.slice(1)),
);

const serverScripts =
  /^(start|dev|serve|server|develop|watch|preview|storybook)([:._-](prod(uction)?|dev(elopment)?|watch|server|web|api|app|local|debug|docker|https?|client|frontend|backend|front|back|ui|all|live|hot|ssr|node|express|next|vite))*$/;

const packageOptionWithout = /^(--silent|-s|--production|--no-\w+|--if-present|-r|--recursive|--parallel|--stream)$/;

/** `npm start`, `npm run dev`, `yarn workspace web serve`. `short`: scripts are run without `run`, too. */
function packageScript(short: boolean): ProgramTest {
  return (args) => {
    let rest = args.slice(optionsEnd(args, javascriptOptionsWithValue));
    if (rest[0] === 'workspace' && short) rest = rest.slice(2);
    const isRun = /^(run|run-script|rum|urn|task)$/.test(rest[0] ?? '');
    if (isRun) rest = rest.slice(1 + optionsEnd(rest.slice(1), javascriptOptionsWithValue));
    const [script = '', ...more] = rest;
    if (!serverScripts.test(script) || (!isRun && !short && script !== 'start')) return false;
    const own = more.filter(
      (arg, index) => arg !== '--' && !javascriptOptionsWithValue.includes(more[index - 1] ?? ''),
    );
    // `npm run dev -- --build`: whatever the script makes of that.
    return own.every(
      (arg) =>
        javascriptOptionsWithValue.includes(arg) || packageOptionWithout.test(arg) || onlyServingArguments([arg]),
    );
  };
}

const builds = /^(build|optimize|bundle|generate|prepare|sync|check|lint|test|info|telemetry|export|migrate)/;
const notBuilding: ProgramTest = (args) => !args.some((arg) => builds.test(arg));

/** `nx serve web`, `nx run web:serve`, `nx run-many -t serve`, `turbo run dev` */
const task: ProgramTest = (args) => {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const last = (word: string) => word.slice(word.lastIndexOf(':') + 1);
  if (words[0] === 'run-many') return args.some((arg) => serverScripts.test(arg.replace(/^--targets?=/, '')));
  return serverScripts.test(last(words[0] === 'run' ? (words[1] ?? '') : (words[0] ?? '')));
};

/** `concurrently "npm run api" "vite"`, `run-p start:*` */
const anyScript: ProgramTest = (args) =>
  args.some((arg) => {
    const words = arg.trim().replace(/^npm:/, '').split(/\s+/);
    if (/^(npm|yarn|pnpm|bun)$/.test(words[0] ?? '')) return packageScript(words[0] !== 'npm')(words.slice(1));
    return serverScripts.test((words[0] ?? '').replace(/:\*$/, '')) || Object.hasOwn(javascriptServers, words[0] ?? '');
  });

const watchOption: ProgramTest = (args) => has(args, '--watch', '-w', '--serve', '--servedir', '--watch=forever');

export const javascriptServers: Readonly<Record<string, ProgramTest>> = {
  node: nodeScript,
  nodejs: nodeScript,
  'ts-node': nodeScript,
  'ts-node-dev': always,
  tsnd: always,
  tsx: oneOf(nodeScript, action(['watch'])),
  'babel-node': nodeScript,
  'vite-node': nodeScript,
  npm: packageScript(false),
  yarn: oneOf(packageScript(true), (args) => args[0] === 'rw' && has(args, 'dev', 'serve')),
  pnpm: packageScript(true),
  rushx: packageScript(true),
  lerna: task,
  bun: (args) =>
    packageScript(true)(args) || has(args, '--hot', '--watch') || nodeScript(args[0] === 'run' ? args.slice(1) : args),
  deno: (args) =>
    args[0] === 'serve' ||
    (args[0] === 'task' && packageScript(false)(args)) ||
    (args[0] === 'run' && (has(args, '--watch') || nodeScript(args.slice(1)))),
  // Task runners and process managers
  nx: task,
  turbo: task,
  concurrently: anyScript,
  'run-p': anyScript,
  'npm-run-all': (args) => has(args, '-p', '--parallel') && anyScript(args),
  nodemon: always,
  'pm2-runtime': always,
  'pm2-dev': always,
  pm2: (args) => args[0] === 'start' && has(args, '--no-daemon', '--attach'),
  forever: (args) => /\.[cm]?js$/.test(args[optionsEnd(args)] ?? ''),
  // Development servers
  'http-server': always,
  'live-server': always,
  'lite-server': always,
  'json-server': always,
  'browser-sync': action(['start', '']),
  'local-web-server': always,
  'webpack-dev-server': always,
  'start-storybook': always,
  storybook: action(['dev']),
  serve: always,
  sirv: always,
  esbuild: watchOption,
  rollup: watchOption,
  tsc: watchOption,
  'tsc-watch': always,
  sass: watchOption,
  tailwindcss: watchOption,
  parcel: oneOf(action(['serve', 'watch']), (args) => /\.html$/.test(args[optionsEnd(args)] ?? '')),
  webpack: oneOf(action(['serve', 'watch']), watchOption),
  rspack: action(['serve', 'dev']),
  rsbuild: action(['dev', 'preview']),
  // Frameworks
  next: action(['start', 'dev']),
  nuxt: action(['start', 'dev', 'preview']),
  nuxi: action(['dev', 'preview', 'start']),
  nest: action(['start']),
  ng: action(['serve', 's', 'dev']),
  vite: oneOf(
    action(['dev', 'serve', 'preview']),
    (args) => notBuilding(args) && !args.some((arg) => /^[a-z]/.test(arg)),
  ),
  vitest: watchOption,
  astro: action(['dev', 'preview', 'start']),
  gatsby: action(['develop', 'serve', 'dev']),
  remix: action(['dev', 'watch']),
  'remix-serve': always,
  'react-router': action(['dev']),
  'react-router-serve': always,
  'react-scripts': action(['start']),
  craco: action(['start']),
  'vue-cli-service': action(['serve']),
  vitepress: action(['dev', 'preview', 'serve']),
  vuepress: action(['dev']),
  docusaurus: action(['start', 'serve']),
  eleventy: watchOption,
  slidev: (args) => !has(args, 'build', 'export', 'format', 'theme'),
  hexo: action(['server', 's']),
  ember: action(['serve', 'server', 's']),
  quasar: action(['dev', 'serve']),
  ionic: action(['serve']),
  expo: action(['start']),
  'expo-cli': action(['start']),
  'react-native': action(['start']),
  metro: action(['serve', 'start']),
  meteor: (args) => args.length === 0 || args[0] === 'run',
  strapi: action(['start', 'develop', 'dev']),
  directus: action(['start']),
  keystone: action(['start', 'dev']),
  medusa: action(['start', 'develop', 'start-cluster']),
  payload: action(['dev', 'start']),
  sst: action(['dev']),
  blitz: action(['start', 'dev']),
  fastify: action(['start']),
  n8n: action(['start', 'worker', 'webhook', '']),
  'node-red': always,
  ghost: action(['run']),
  'graphql-mesh': action(['dev', 'start']),
  postgraphile: always,
  prisma: action(['studio']),
  hardhat: action(['node']),
  ganache: always,
  'ganache-cli': always,
  anvil: always,
  // Platforms
  wrangler: (args) => args[0] === 'dev' || (args[0] === 'pages' && args[1] === 'dev'),
  vercel: action(['dev']),
  netlify: action(['dev', 'serve']),
  serverless: action(['offline', 'dev']),
  sls: action(['offline', 'dev']),
  firebase: oneOf(action(['serve']), (args) => args[0] === 'emulators:start'),
  'functions-framework': always,
  inngest: action(['dev', 'start']),
  'supabase-functions': action(['serve']),
  chokidar: unless('--initial-only'),
};
