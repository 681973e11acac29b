// Servers of Ruby, PHP, .NET, Go, Rust, Elixir and others, by the program's name.
import { optionsEnd } from '../../shell/invocation.ts';
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

const oneOff =
  /build|tool|test|migrat|gen|script|bench|cake|seed|lint|fmt|doc|xtask|codegen|example|setup|install|import|export/i;
const serverName =
  /^(\.|.*(^|[-_./])(main|server|app|api|web|webserver|backend|service|http|httpd|daemon|bot|gateway|worker))(\.go)?$/;

const dotnetApplication: ProgramTest = (args) => {
  if (has(args, 'watch')) return args[0] === 'watch' && !has(args, 'test', 'build');
  if (args[0] === 'run') return !args.some((arg) => oneOff.test(arg)) && !has(args, '--');
  return /\.dll$/.test(args[0] ?? '') && !oneOff.test(args[0] ?? '') && onlyServingArguments(args.slice(1));
};

const goRun: ProgramTest = (args) => {
  if (args[0] !== 'run') return false;
  const at = 1 + optionsEnd(args.slice(1), ['-tags', '-ldflags', '-gcflags', '-mod', '-exec', '-C', '-o', '-p']);
  const target = (args[at] ?? '').replace(/\/$/, '');
  if (target.includes('@') || oneOff.test(target) || /\.\.\.$/.test(target)) return false;
  const rest = args.slice(at + 1).filter((arg) => !/\.go$/.test(arg));
  return serverName.test(target) && onlyServingArguments(rest);
};

const cargo: ProgramTest = (words) => {
  const args = words[0]?.startsWith('+') ? words.slice(1) : words;
  const [verb = ''] = args;
  if (verb === 'watch') return true;
  if (verb === 'leptos' || verb === 'shuttle' || verb === 'lambda' || verb === 'loco')
    return has(args.slice(1, 2), 'serve', 'watch', 'run', 'start');
  if (verb !== 'run' && verb !== 'r') return false;
  if (args.some((arg) => oneOff.test(arg) || /^--example/.test(arg))) return false;
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args.slice(1) : args.slice(1, dashes);
  const chosen = own.findIndex((arg) => /^(--bin|-p|--package)(=.*)?$/.test(arg));
  const name = chosen < 0 ? 'server' : ((own[chosen] ?? '').split('=')[1] ?? own[chosen + 1] ?? '');
  return serverName.test(name) && (dashes < 0 || onlyServingArguments(args.slice(dashes + 1)));
};

const mix: ProgramTest = (args) => {
  const [task = ''] = args[0] === 'do' ? args.slice(1) : args;
  return /^(phx|phoenix)\.server$/.test(task) || (task === 'run' && has(args, '--no-halt'));
};
/** `iex -S mix phx.server`, `elixir --no-halt` */
const elixir: ProgramTest = (args) => {
  const at = args.indexOf('mix');
  return has(args, '--no-halt') || (at >= 0 && mix(args.slice(at + 1)));
};

const phpConsole = /^(bin\/console|bin\/hyperf\.php|yii|spark|think|please|bin\/cake(\.php)?)$/;
const php: ProgramTest = (args) =>
  has(args, '-S') ||
  (args[0] === 'artisan' &&
    /^(serve|queue:work|queue:listen|horizon|schedule:work|octane:(start|frankenphp|roadrunner|swoole)|reverb:start|websockets:serve|pail)$/.test(
      args[1] ?? '',
    ) &&
    !has(args, '--stop-when-empty', '--once')) ||
  (phpConsole.test(args[0] ?? '') && /^(serve|server(:run|:start)?|start|run|messenger:consume)$/.test(args[1] ?? ''));

const rails: ProgramTest = (args) => has(args.slice(0, 1), 'server', 's') && !has(args, '-d', '--daemon');

const expression = /(runApp|runGadget|pr_run|plumb\([^)]*\)\$run|\$run|serve)\s*\(/;
const r: ProgramTest = (args) => args.some((arg) => expression.test(arg));

const perl: ProgramTest = (args) =>
  /\.pl$|^script\//.test(args[optionsEnd(args)] ?? '') && has(args, 'daemon', 'prefork');

export const languageServers: Readonly<Record<string, ProgramTest>> = {
  ruby: oneOf(
    scriptOf(/^(app|server|main|bot)$/, ['-I', '-r'], /^-(e|c|n|p)/),
    (args) => args[0] === 'bin/rails' && rails(args.slice(1)),
  ),
  rails,
  rake: action(['jobs:work', 'resque:work', 'environment resque:work', 'solid_queue:start']),
  puma: unless('--daemon', '-d'),
  unicorn: unless('-D', '--daemonize'),
  unicorn_rails: unless('-D', '--daemonize'),
  rackup: unless('-D', '--daemonize'),
  thin: (args) => args[0] === 'start' && !has(args, '-d', '--daemonize'),
  passenger: (args) => args[0] === 'start' && !has(args, '-d', '--daemonize'),
  falcon: action(['serve', 'host']),
  iodine: always,
  shotgun: always,
  guard: action(['', 'start']),
  sidekiq: unless('-d', '--daemon'),
  good_job: action(['start']),
  clockwork: always,
  jekyll: action(['serve', 'server', 's']),
  middleman: action(['server', '']),
  nanoc: action(['live', 'view']),
  php,
  artisan: (args) => php(['artisan', ...args]),
  symfony: (args) =>
    has(args.slice(0, 1), 'serve', 'server:start', 'local:server:start') && !has(args, '-d', '--daemon'),
  drush: action(['runserver', 'rs', 'serve']),
  wp: action(['server']),
  dotnet: dotnetApplication,
  go: goRun,
  air: action(['', 'server'], ['-c']),
  gin: action(['run']),
  bee: action(['run']),
  buffalo: action(['dev']),
  revel: action(['run']),
  reflex: always,
  CompileDaemon: always,
  wgo: always,
  hugo: action(['server', 'serve']),
  cargo,
  trunk: action(['serve', 'watch']),
  dx: action(['serve']),
  bacon: always,
  systemfd: always,
  mix,
  iex: elixir,
  elixir,
  rebar3: action(['shell']),
  swift: (args) => args[0] === 'run' && has(args, 'serve', 'Run', 'App', 'Server'),
  vapor: action(['run', 'serve']),
  dart: (args) => /^(bin\/)?(server|main)\.dart$/.test((args[0] === 'run' ? args[1] : args[0]) ?? ''),
  dart_frog: action(['dev']),
  flutter: action(['run']),
  R: r,
  Rscript: r,
  perl,
  morbo: always,
  plackup: always,
  starman: unless('--daemonize', '-D'),
  hypnotoad: (args) => has(args, '-f', '--foreground'),
};
