// What the tables of servers are made of: whether a program's arguments make it one that keeps running.
import { optionsEnd } from '../../shell/invocation.ts';

export type ProgramTest = (args: readonly string[]) => boolean;

export const always: ProgramTest = () => true;

export function has(args: readonly string[], ...words: readonly string[]): boolean {
  return args.some((arg) => words.includes(arg));
}

/** Unless one of these is among the arguments, alone or with a value behind `=`. */
export function unless(...words: readonly string[]): ProgramTest {
  return (args) => !args.some((arg) => words.includes(arg.replace(/=.*$/, '')));
}

/** The first word that is no option is one of these; `''`: there is none. */
export function action(names: readonly string[], withValue: readonly string[] = []): ProgramTest {
  return (args) => names.includes(args[optionsEnd(args, withValue)] ?? '');
}

/** One of several tests holds. */
export function oneOf(...tests: readonly ProgramTest[]): ProgramTest {
  return (args) => tests.some((test) => test(args));
}

/** What is said to a server, and not to a tool: where to listen, and how. */
const servingArgument =
  /^(--?(host(name)?|ports?|p|b|bind|addr(ess)?|listen|workers?|reload|prod(uction)?|dev(elopment)?|env|debug|turbo|turbopack|open|strictPort|config)(=.*)?|--(server|spring|urls?|listen|http)\b.*|:?\d+|localhost|0\.0\.0\.0(:\d+)?|127\.0\.0\.1(:\d+)?|\[?::\]?|\$\{?PORT\}?|production|development|true|start|serve|server)$/i;

export function onlyServingArguments(args: readonly string[]): boolean {
  return args.every((arg) => servingArgument.test(arg));
}

/** `src/server.js` → `server`; undefined in folders for one-off scripts. */
export function scriptName(path: string): string | undefined {
  if (/(^|\/)(scripts?|tools?|tests?|build|ci|migrations?|examples?|benchmarks?)\//.test(path)) return undefined;
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.([cm]?[jt]sx?|py|rb|go|php|exs?|pl|R|dart)$/, '');
}

/** A script with such a name, and nothing but serving arguments; none of the options `refused`. */
export function scriptOf(names: RegExp, withValue: readonly string[], refused: RegExp): ProgramTest {
  return (args) => {
    const at = optionsEnd(args, withValue);
    if (args.slice(0, at).some((option) => refused.test(option))) return false;
    const name = scriptName(args[at] ?? '');
    return name !== undefined && names.test(name) && onlyServingArguments(args.slice(at + 1));
  };
}
