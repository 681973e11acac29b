// Calls of package managers in RUN (`apt-get install -y a=1 b`): what is done, with which options, to what.

import { type CommandLine, readCommandLine } from '../shell/command-options.ts';
import { commandsOf } from '../shell/commands-of.ts';
import { resolveOptions } from '../shell/option-variables.ts';
import type { ShellCommand, ShellWord } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { onceForEach, oncePerDocument } from '../text/read-once.ts';
import { type ManagerName, managers } from './managers.ts';

export interface PackageCall extends CommandLine {
  readonly manager: ManagerName;
  readonly command: ShellCommand;
  readonly run: Instruction;
  /** It is in a trigger of ONBUILD. */
  readonly inOnbuild: boolean;
  /** The word that says what is done (`install`), without expansions; undefined if there is none. */
  readonly action: ShellWord | undefined;
  /** What follows the action, without options: packages, mostly. */
  readonly subjects: readonly ShellWord[];
  /** From the manager's name to the action. */
  readonly head: Span;
}

type Calls = ReadonlyMap<ManagerName, readonly PackageCall[]>;

const none: readonly PackageCall[] = [];

/** In the order of the file. */
export function packageCalls(document: DockerfileDocument, names: readonly ManagerName[]): readonly PackageCall[] {
  const all = callsOf(document);
  if (all.size === 0) return none;
  const [first] = names;
  return names.length === 1 && first ? (all.get(first) ?? none) : callsOfSome(document, names);
}

/** Rules ask with lists of their own, each again and again. */
const callsOfSome = onceForEach((document, names: readonly ManagerName[]): readonly PackageCall[] => {
  const all = callsOf(document);
  const lists = names.map((name) => all.get(name) ?? none).filter(({ length }) => length > 0);
  if (lists.length <= 1) return lists[0] ?? none;
  return lists.flat().sort((a, b) => a.command.start - b.command.start);
});

const callsOf = oncePerDocument((document): Calls => {
  const calls = new Map<ManagerName, PackageCall[]>();
  for (const [name, commands] of commandsOf(document)) {
    const manager = managerNamed(name);
    if (!manager) continue;
    const isPython = name.startsWith('python');
    for (const { command, run, inOnbuild } of commands) {
      const written = isPython ? pipArguments(command.args) : command.args;
      if (!written) continue;
      const { args } = resolveOptions(document, run, written);
      const line = readCommandLine(args, managers[manager]);
      const at = line.operands.findIndex(({ literal }) => literal);
      const action = line.operands[at];
      const start = command.words[command.wrapperCount]?.start ?? command.start;
      // Each by its name: a spread into an object literal takes many times as long, and there are thousands.
      const call: PackageCall = {
        options: line.options,
        operands: line.operands,
        behindDashes: line.behindDashes,
        command,
        run,
        inOnbuild,
        manager,
        action,
        subjects: action ? line.operands.slice(at + 1) : [],
        head: { start, end: Math.max(start, action?.end ?? command.end) },
      };
      const same = calls.get(manager);
      if (same) same.push(call);
      else calls.set(manager, [call]);
    }
  }
  return calls;
});

const managerNames: ReadonlyMap<string, ManagerName> = new Map(
  (Object.keys(managers) as ManagerName[]).map((name) => [name, name]),
);

function managerNamed(name: string): ManagerName | undefined {
  const manager = managerNames.get(name);
  if (manager) return manager;
  return name.startsWith('p') && /^(?:pip[\d.]+|python[\d.]*)$/.test(name) ? 'pip' : undefined;
}

/** What follows `python -m pip`. */
function pipArguments(args: readonly ShellWord[]): readonly ShellWord[] | undefined {
  for (let i = 0; i < args.length; i++) {
    const value = args[i]?.value ?? '';
    if (value === '-m') return args[i + 1]?.value === 'pip' ? args.slice(i + 2) : undefined;
    if (!value.startsWith('-')) return undefined;
  }
  return undefined;
}

/** Whether the call does one of these. */
export function does({ action }: PackageCall, actions: ReadonlySet<string>): boolean {
  return action !== undefined && actions.has(action.value);
}
