// What a command really runs: `npx X`, `poetry run X`, `python -m X` and their kind run X.
import { programName } from './shell-wrapper.ts';

/** A program and its arguments, as plain strings. */
export interface Invocation {
  readonly name: string;
  readonly args: readonly string[];
}

/** Options of npm, yarn and pnpm whose value is the next word. */
export const javascriptOptionsWithValue: readonly string[] = [
  ...[
    '-C',
    '-F',
    '-w',
    '--prefix',
    '--dir',
    '--cwd',
    '--filter',
    '--workspace',
    '--scope',
    '--only',
    '--omit',
    '--include',
  ],
  ...['--registry', '--cache', '--cache-folder', '--modules-folder', '--store-dir', '--userconfig', '--loglevel'],
  ...['--network-timeout', '--network-concurrency', '--fetch-timeout', '--fetch-retries', '--mutex', '--jobs'],
];

const uvOptionsWithValue = ['--with', '--python', '-p', '--directory', '--project', '--group', '--extra', '--from'];

/** Words in front of the program that is run, by runner: undefined if this is no such call. */
const runners: Readonly<Record<string, (args: readonly string[]) => number | undefined>> = {
  npm: subcommand(['exec', 'x'], javascriptOptionsWithValue),
  corepack: (args) => (/^(npm|pnpm|yarn)(@.*)?$/.test(args[0] ?? '') ? 0 : undefined),
  npx: skipOptions(['-p', '--package', '-w', '--workspace']),
  bunx: skipOptions([]),
  pnpx: skipOptions([]),
  pnpm: subcommand(['exec', 'dlx'], ['-C', '--dir', '--filter', '-F']),
  yarn: subcommand(['exec', 'dlx'], ['--cwd']),
  poetry: subcommand(['run'], ['-C', '--directory']),
  pipenv: subcommand(['run'], []),
  pdm: subcommand(['run'], ['-p', '--project']),
  rye: subcommand(['run'], []),
  hatch: subcommand(['run'], []),
  uv: subcommand(['run'], [...uvOptionsWithValue, '--env-file', '--with-requirements', '--with-editable', '--package']),
  uvx: skipOptions(uvOptionsWithValue),
  pipx: subcommand(['run'], ['--spec', '--python']),
  bundle: subcommand(['exec'], []),
  dotenv: afterDashes,
  'cross-env': afterAssignments,
  'dumb-init': skipOptions(['-r', '--rewrite']),
  tini: afterDashes,
  catatonit: afterDashes,
  busybox: skipOptions([]),
};

/** false: a command called so runs no other one, and is what it is called. */
export function mayRunAnother(name: string): boolean {
  return Object.hasOwn(runners, name) || name.startsWith('python');
}

/** Python modules are run by their name, too. */
const pythonOptionsWithValue = ['-X', '-W'];

export function resolveInvocation(name: string, args: readonly string[], depth = 0): Invocation {
  const here = { name, args };
  if (depth > 4) return here;
  if (/^python[\d.]*$/.test(name)) {
    const at = optionsEnd(args, pythonOptionsWithValue, '-m');
    const module = args[at + 1];
    if (args[at] !== '-m' || module === undefined) return here;
    return resolveInvocation(module, args.slice(at + 2), depth + 1);
  }
  const at = Object.hasOwn(runners, name) ? runners[name]?.(args) : undefined;
  if (at === undefined) return here;
  // `uv run -- app.py`, `uv run -m uvicorn`: as python has it.
  const from = args[at] === '--' ? at + 1 : at;
  const module = args.slice(0, at).findLastIndex((word) => word === '-m' || word === '--module');
  if (name === 'uv' && module >= 0) return resolveInvocation(args[module + 1] ?? '', args.slice(module + 2), depth + 1);
  const program = args[from];
  if (program === undefined) return here;
  return resolveInvocation(programName(program).replace(/(?<=.)@[\w.^~-]+$/, ''), args.slice(from + 1), depth + 1);
}

/** The index of the first word that is neither an option nor an option's value; `stop` is an option that ends them. */
export function optionsEnd(args: readonly string[], withValue: readonly string[] = [], stop?: string): number {
  let at = 0;
  while (at < args.length) {
    const word = args[at] ?? '';
    if (word === stop || !word.startsWith('-') || word === '-') break;
    at += withValue.includes(word) ? 2 : 1;
  }
  return Math.min(at, args.length);
}

function skipOptions(withValue: readonly string[]): (args: readonly string[]) => number {
  return (args) => optionsEnd(args, withValue);
}

function subcommand(names: readonly string[], withValue: readonly string[]) {
  return (args: readonly string[]): number | undefined => {
    const at = optionsEnd(args, withValue);
    if (!names.includes(args[at] ?? '')) return undefined;
    return at + 1 + optionsEnd(args.slice(at + 1), withValue);
  };
}

function afterDashes(args: readonly string[]): number | undefined {
  const at = args.indexOf('--');
  return at < 0 ? undefined : at + 1;
}

function afterAssignments(args: readonly string[]): number {
  const at = args.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  return at < 0 ? args.length : at;
}
