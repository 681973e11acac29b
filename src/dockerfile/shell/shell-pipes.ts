// Pipes in RUN, and whether a failure on their left side ends the build.
import { posixShells } from '../knowledge/shells.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { oncePerInstruction } from '../text/read-once.ts';
import { type ShellCommand, shellScript } from './shell.ts';
import { programName } from './shell-wrapper.ts';

/** The commands that a RUN's own shell runs, without those of scripts in strings (`sh -c '…'`). */
export function ownCommands(document: DockerfileDocument, run: Instruction): readonly ShellCommand[] {
  let end = -1;
  // What is in a string stands behind the command that has it.
  return shellScript(document, run).commands.filter((command) => {
    if (command.end <= end) return false;
    if (posixShells.has(command.name) && command.args.some(({ value }) => /^-\w*c$/.test(value))) end = command.end;
    return true;
  });
}

/**
 * They may fail on the left of a pipe, and all is well: the right side ends them (`yes |`), or they say so that they found
 * nothing (`grep`), or they cannot fail.
 */
const mayFail = new Set(
  'yes echo printf true : grep egrep fgrep zgrep rg diff cmp pgrep pidof which type ldd getent tput'.split(' '),
);

export interface RunPipes {
  /** The first pipe: the sign itself, where the file has it. */
  readonly first: Span | undefined;
  /** The first one whose left side may fail unseen. */
  readonly unsafe: Span | undefined;
}

const none: RunPipes = { first: undefined, unsafe: undefined };

/** Those that no pipefail makes safe in the RUN itself. */
export const pipesOf = oncePerInstruction((document, run: Instruction): RunPipes => {
  const { commands } = shellScript(document, run);
  if (!commands.some(({ piped }) => piped)) return none;
  if (run.json) {
    const [outer] = commands;
    if (outer?.args.some(({ value }) => value === 'pipefail')) return none;
  }
  let first: Span | undefined;
  const own = run.json ? commands : ownCommands(document, run);
  for (const [index, command] of own.entries()) {
    if (command.name === 'set' && command.args.some(({ value }) => value === 'pipefail')) return { ...none, first };
    if (!command.piped) continue;
    first ??= pipeSign(document, command, run.end);
    if (!mayFail.has(command.name) && !isFailureCaught(own, index)) {
      return { first, unsafe: pipeSign(document, command, run.end) };
    }
  }
  return { first, unsafe: undefined };
});

/** `a | b || c`: whoever writes that has thought of a failure. */
function isFailureCaught(commands: readonly ShellCommand[], index: number): boolean {
  let next = index + 1;
  while (commands[next]?.connector === '|') next++;
  return commands[next]?.connector === '||';
}

/** Behind a command, or behind the brackets or the loop that it is in. */
function pipeSign({ text }: DockerfileDocument, command: ShellCommand, end: number): Span {
  for (let at = text.indexOf('|', command.end); at >= 0 && at < end; at = text.indexOf('|', at + 1)) {
    if (text[at + 1] === '|') at++;
    else if (text[at - 1] !== '>') return { start: at, end: at + 1 };
  }
  return command;
}

const withPipefail = new Set(['bash', 'zsh', 'ash', 'ksh']);

/** Whether a SHELL, in JSON form, is one that knows pipefail, and is told to use it. */
export function setsPipefail({ json = [] }: Instruction): boolean {
  const at = json.findIndex(({ text }) => withPipefail.has(programName(text)));
  return (
    at >= 0 &&
    json.some(({ text }, index) => index > at && text === 'pipefail' && /^-\w*o$/.test(json[index - 1]?.text ?? ''))
  );
}
