// Which programs keep running until they are stopped. In doubt they do not: a build step taken for a server is worse than
// a server that nobody notices.
import {
  type Invocation,
  javascriptOptionsWithValue,
  mayRunAnother,
  optionsEnd,
  resolveInvocation,
} from '../../shell/invocation.ts';
import { infrastructureServers } from './infrastructure-servers.ts';
import { javascriptServers, nodeScript } from './javascript-servers.ts';
import { jvmServers } from './jvm-servers.ts';
import { languageServers } from './language-servers.ts';
import { onlyServingArguments, type ProgramTest } from './program-test.ts';
import { pythonModule, pythonScript, pythonServers } from './python-servers.ts';

const programs: ReadonlyMap<string, ProgramTest> = new Map(
  [javascriptServers, pythonServers, jvmServers, languageServers, infrastructureServers].flatMap(Object.entries),
);

/**
 * Whether a program called so serves, watches or waits for ever. `path`: as it is written, where it is a file (`./server.py`);
 * `hasFpmImage`: the base is PHP's own image for FPM, whose php-fpm stays in the foreground.
 */
export function isLongRunning(
  name: string,
  args: readonly string[],
  { path = name, hasFpmImage = false }: { readonly path?: string | undefined; readonly hasFpmImage?: boolean } = {},
): boolean {
  const invocation = resolveInvocation(name, args);
  if (asksOnly(invocation)) return false;
  // `python3.12`, `php-fpm8.2`
  const family = invocation.name.replace(/^(python|php-fpm|php|ruby)[\d.]+$/, '$1');
  const test = programs.get(family);
  if (test?.(invocation.args)) return true;
  // `yarn strapi start`: what the packages bring runs without `run`, too.
  if (/^(yarn|pnpm|bun)$/.test(invocation.name)) {
    const at = optionsEnd(invocation.args, javascriptOptionsWithValue);
    const program = invocation.args[at] ?? '';
    return Object.hasOwn(javascriptServers, program) && isLongRunning(program, invocation.args.slice(at + 1));
  }
  if (hasFpmImage && invocation.name === 'php-fpm')
    return !invocation.args.some((arg) => /^-([tiDmv]|-daemonize)/.test(arg));
  if (/^python[\d.]*$/.test(name) && args.includes('-m')) return pythonModule([invocation.name, ...invocation.args]);
  return test === undefined && isServerFile(invocation.name === name ? path : invocation.name, invocation.args);
}

/** Quick, and never wrong where it says no. */
export function mayBeLongRunning(name: string): boolean {
  return (
    programs.has(name) || mayRunAnother(name) || /^(?:php|ruby)[-\d]|\.(?:py|[cm]?[jt]s)$|server$|httpd$/.test(name)
  );
}

/** A file that is started itself: `./app.py`, `uv run main.py`, `./server`, `/app/bin/api-server --port 80`. */
function isServerFile(path: string, args: readonly string[]): boolean {
  if (/\.py$/.test(path)) return pythonScript([path, ...args]);
  if (/\.[cm]?[jt]s$/.test(path)) return nodeScript([path, ...args]);
  return (
    /^\.?\.?\/(.*\/)?((?!install|setup|build|stop|test|init|config|check)[\w-]*[-_])?(server|webserver|httpd)$/.test(
      path,
    ) && onlyServingArguments(args)
  );
}

/** `--help`, `--version` and the like, also as the only short option. */
function asksOnly({ args }: Invocation): boolean {
  if (args.some((arg) => /^(--?help|--?version|--?usage|--dry-run|--check|--check-config|--validate)$/.test(arg)))
    return true;
  return args.length === 1 && /^(-[hvV]|help|version)$/.test(args[0] ?? '');
}
