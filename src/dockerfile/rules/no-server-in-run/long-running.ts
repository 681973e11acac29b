// Which programs keep running until they are stopped. In doubt they do not: a build step taken for a server is worse than
// a server that nobody notices.
import { type Invocation, javascriptOptionsWithValue, optionsEnd, resolveInvocation } from '../../shell/invocation.ts';

type Test = (args: readonly string[]) => boolean;

/** Whether a program called so serves, watches or waits for ever. */
export function isLongRunning(name: string, args: readonly string[]): boolean {
  const invocation = resolveInvocation(name, args);
  // `python3.12`, `php-fpm8.2`
  const family = invocation.name.replace(/^(python|php-fpm|php|ruby)[\d.]+$/, '$1');
  return Object.hasOwn(programs, family) && programs[family]?.(invocation.args) === true && !asksOnly(invocation);
}

/** `--help`, `--version` and the like, also as the only short option. */
function asksOnly({ args }: Invocation): boolean {
  if (args.some((arg) => /^(--?help|--?version|--?usage|--dry-run|--check)$/.test(arg))) return true;
  return args.length === 1 && /^(-[hvV]|help|version)$/.test(args[0] ?? '');
}

const always: Test = () => true;
const has = (args: readonly string[], ...words: readonly string[]) => args.some((arg) => words.includes(arg));
const unless =
  (...words: readonly string[]): Test =>
  (args) =>
    !args.some((arg) => words.includes(arg.replace(/=.*$/, '')));
/** The first word that is no option is one of these. */
const action =
  (names: readonly string[], withValue: readonly string[] = []): Test =>
  (args) =>
    names.includes(args[optionsEnd(args, withValue)] ?? '');

/** What is said to a server, and not to a tool: where to listen, and how. */
const servingArgument =
  /^(--?(host(name)?|ports?|p|b|bind|addr(ess)?|listen|workers?|reload|prod(uction)?|dev(elopment)?|env)(=.*)?|--(server|spring|urls?)\b.*|\d+|localhost|0\.0\.0\.0(:\d+)?|127\.0\.0\.1(:\d+)?|\$\{?PORT\}?|production|development|true)$/i;
const onlyServingArguments = (args: readonly string[]) => args.every((arg) => servingArgument.test(arg));

/** `src/server.js` → `server`; undefined in folders for one-off scripts. */
function scriptName(path: string): string | undefined {
  if (/(^|\/)(scripts?|tools?|tests?|build|ci|migrations?|examples?|benchmarks?)\//.test(path)) return undefined;
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.([cm]?[jt]sx?|py|rb|go|php)$/, '');
}

const scriptOf =
  (names: RegExp, withValue: readonly string[], refused: RegExp): Test =>
  (args) => {
    const at = optionsEnd(args, withValue);
    if (args.slice(0, at).some((option) => refused.test(option))) return false;
    const name = scriptName(args[at] ?? '');
    return name !== undefined && names.test(name) && onlyServingArguments(args.slice(at + 1));
  };

const nodeScript = scriptOf(
  /^(server|app|index|main|start|www|serve|api|bot|worker|.*[-_.]server)$/,
  ['-r', '--require', '--import', '--loader', '--experimental-loader', '--env-file', '-P', '--project'],
  /^(-[epci]|-pe|--(eval|print|check|test|run|interactive|prof-process|build-snapshot|completion-bash))/,
);

const pythonScript: Test = (args) => {
  const at = optionsEnd(args, ['-X', '-W']);
  if (args.slice(0, at).some((option) => /^-[cmih]/.test(option))) return false;
  if (scriptName(args[at] ?? '') === 'manage')
    return has(args.slice(at + 1, at + 2), 'runserver', 'runserver_plus', 'runworker', 'qcluster');
  return scriptOf(/^(app|main|server|api|wsgi|asgi|bot|webserver|.*_server)$/, ['-X', '-W'], /^$/)(args);
};

const serverScripts =
  /^(start|dev|serve|server|develop|watch|preview)(:(prod(uction)?|dev(elopment)?|watch|server|web|api|app|local|debug|docker|https?))?$/;

/** `npm start`, `npm run dev`, `yarn workspace web serve`. `short`: scripts are run without `run`, too. */
const packageScript =
  (short: boolean): Test =>
  (args) => {
    let rest = args.slice(optionsEnd(args, javascriptOptionsWithValue));
    if (rest[0] === 'workspace' && short) rest = rest.slice(2);
    const isRun = rest[0] === 'run' || rest[0] === 'run-script' || rest[0] === 'task';
    if (isRun) rest = rest.slice(1 + optionsEnd(rest.slice(1), javascriptOptionsWithValue));
    const [script = '', ...more] = rest;
    if (!serverScripts.test(script) || (!isRun && !short && script !== 'start')) return false;
    // `npm run dev -- --build`: whatever the script makes of that.
    return more.filter((arg) => arg !== '--').every((arg) => servingArgument.test(arg) || packageOptionWithout(arg));
  };
const packageOptionWithout = (arg: string) => /^(--silent|-s|--production|--no-\w+|--if-present)$/.test(arg);

/** Jars of tools, installers and generators are run in builds, too; what is called a server or an application is not. */
const javaApplication: Test = (args) => {
  const at = args.indexOf('-jar');
  const jar = args[at + 1]?.replace(/^.*\//, '') ?? '';
  if (at < 0 || !/\.[jw]ar$/.test(jar) || !onlyServingArguments(args.slice(at + 2))) return false;
  if (/install|setup|gen|cli|tool|compil|migrat|liquibase|flyway|test|build|launcher|extract|layer/i.test(jar))
    return false;
  return /^(app|application|server|api|service|main|web|demo|ROOT)\.[jw]ar$|[-_](server|service|api|app|web|application)([-_.\d].*)?\.[jw]ar$|SNAPSHOT/i.test(
    jar,
  );
};

const dotnetApplication: Test = (args) => {
  if (has(args, 'watch')) return args[0] === 'watch';
  const one = /build|tool|test|migrat|gen|script|bench|cake|seed/i;
  if (args[0] === 'run') return !args.some((arg) => one.test(arg)) && !has(args, '--');
  return /\.dll$/.test(args[0] ?? '') && !one.test(args[0] ?? '') && onlyServingArguments(args.slice(1));
};

const foreground: Test = (args) => /(^|\s)-D\s*FOREGROUND\b/.test(args.join(' ')) || has(args, '-X');
const mysqlServer: Test = (args) =>
  !args.some((arg) =>
    /^--(initialize|bootstrap|install|daemonize|validate|print-defaults|verbose|wsrep-recover)/.test(arg),
  );
const longSleep: Test = (args) => /^(inf|infinity|\d{2,}d|\d{6,})$/.test(args[0] ?? '');

const mavenRun: Test = (args) =>
  args.some((arg) => /^(spring-boot|jetty|tomcat\d?|quarkus|cargo):(run|dev)$/.test(arg));
const gradleRun: Test = (args) => has(args, 'bootRun', 'appRun', 'quarkusDev');

/** By the program's name. */
const programs: Readonly<Record<string, Test>> = {
  // JavaScript
  node: nodeScript,
  nodejs: nodeScript,
  'ts-node': nodeScript,
  tsx: nodeScript,
  npm: packageScript(false),
  yarn: packageScript(true),
  pnpm: packageScript(true),
  bun: (args) => packageScript(true)(args) || nodeScript(args[0] === 'run' ? args.slice(1) : args),
  deno: (args) =>
    args[0] === 'serve' ||
    (args[0] === 'task' && packageScript(false)(args)) ||
    (args[0] === 'run' && nodeScript(args.slice(1))),
  nodemon: always,
  'pm2-runtime': always,
  'http-server': always,
  'live-server': always,
  'json-server': always,
  'webpack-dev-server': always,
  'start-storybook': always,
  serve: always,
  webpack: action(['serve']),
  next: action(['start', 'dev']),
  nuxt: action(['start', 'dev', 'preview']),
  nest: action(['start']),
  ng: action(['serve', 's']),
  vite: (args) => !has(args, 'build', 'optimize', 'bundle'),
  astro: action(['dev', 'preview']),
  gatsby: action(['develop', 'serve']),
  'react-scripts': action(['start']),
  'vue-cli-service': action(['serve']),
  docusaurus: action(['start', 'serve']),
  hexo: action(['server', 's']),
  // Python
  python: pythonScript,
  'http.server': always,
  SimpleHTTPServer: always,
  flask: action(['run'], ['--app', '-A', '--env-file', '-e']),
  uvicorn: always,
  hypercorn: always,
  daphne: always,
  gunicorn: unless('--check-config', '--print-config', '--daemon', '-D'),
  'waitress-serve': always,
  fastapi: action(['run', 'dev']),
  streamlit: action(['run']),
  celery: (args) => has(args, 'worker', 'beat') && !has(args, '--detach', '-D'),
  mkdocs: action(['serve']),
  'django-admin': action(['runserver']),
  jupyter: (args) =>
    has(args.slice(0, 1), 'notebook', 'lab') &&
    args.slice(1).every((arg) => arg.startsWith('-') && arg !== '--generate-config'),
  'jupyter-notebook': unless('--generate-config', 'password', 'list'),
  // Web servers and proxies
  nginx: (args) => /daemon\s+off/.test(args.join(' ')) && !has(args, '-t', '-T'),
  'nginx-debug': (args) => /daemon\s+off/.test(args.join(' ')),
  httpd: foreground,
  apache2: foreground,
  apachectl: foreground,
  apache2ctl: foreground,
  'httpd-foreground': always,
  'apache2-foreground': always,
  caddy: action(['run', 'file-server', 'reverse-proxy']),
  lighttpd: (args) => has(args, '-D') && !has(args, '-t', '-tt'),
  'catalina.sh': action(['run']),
  // Databases, queues, storage
  'redis-server': (args) => !/--daemonize\s+yes|--test-memory|--check-system/.test(args.join(' ')),
  'redis-sentinel': always,
  mongod: unless('--fork', '--shutdown', '--repair', '--upgrade'),
  mysqld: mysqlServer,
  mariadbd: mysqlServer,
  mysqld_safe: mysqlServer,
  postgres: unless('--single', '--boot', '-C', '--describe-config'),
  memcached: unless('-d'),
  'rabbitmq-server': unless('-detached'),
  minio: action(['server']),
  vault: action(['server']),
  consul: action(['agent']),
  // Ruby, PHP, Java, .NET, Go, Rust, Elixir
  ruby: scriptOf(/^(app|server|main|bot)$/, ['-I', '-r'], /^-(e|c|n|p)/),
  rails: (args) => has(args.slice(0, 1), 'server', 's') && !has(args, '-d', '--daemon'),
  puma: always,
  unicorn: unless('-D', '--daemonize'),
  rackup: unless('-D', '--daemonize'),
  thin: (args) => args[0] === 'start' && !has(args, '-d', '--daemonize'),
  sidekiq: always,
  jekyll: action(['serve', 'server', 's']),
  php: (args) =>
    has(args, '-S') ||
    (args[0] === 'artisan' &&
      /^(serve|queue:work|queue:listen|horizon|schedule:work|octane:start)$/.test(args[1] ?? '') &&
      !has(args, '--stop-when-empty', '--once')),
  'php-fpm': (args) => has(args, '-F', '--nodaemonize') && !has(args, '-t'),
  symfony: (args) => has(args.slice(0, 1), 'serve', 'server:start') && !has(args, '-d', '--daemon'),
  java: javaApplication,
  mvn: mavenRun,
  mvnw: mavenRun,
  gradle: gradleRun,
  gradlew: gradleRun,
  dotnet: dotnetApplication,
  go: (args) =>
    args[0] === 'run' &&
    args.length === 2 &&
    /^(\.\/)?((main|server|app)\.go|cmd\/(server|api|web))$/.test(args[1] ?? ''),
  mix: action(['phx.server', 'phoenix.server']),
  hugo: action(['server', 'serve']),
  // Others
  sshd: (args) => has(args, '-D', '-De', '-eD') && !has(args, '-t', '-T'),
  cron: (args) => has(args, '-f'),
  crond: (args) => has(args, '-f', '-n', '-foreground'),
  supervisord: (args) => has(args, '-n', '--nodaemon'),
  dockerd: always,
  ollama: action(['serve']),
  tail: (args) => args.some((arg) => /^(-[0-9]*[fF]|-[fF]n?\d*|--follow(=.*)?)$/.test(arg)),
  sleep: longSleep,
};
