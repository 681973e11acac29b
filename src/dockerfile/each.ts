// What most rules' checks are made of: something is said of each instruction, or of each command in the shell's scripts.
import type { DockerfileDocument, Instruction } from './document.ts';
import type { LintSurroundings, Report, Rule } from './rule.ts';
import { type ShellCommand, type ShellScript, shellScript } from './shell.ts';

export interface CheckContext {
  readonly document: DockerfileDocument;
  readonly report: Report;
  readonly surroundings: LintSurroundings;
}

type InstructionCheck = (instruction: Instruction, context: CheckContext) => void;

export interface EachOptions {
  /** Triggers of ONBUILD are looked at, too. */
  readonly onbuild?: boolean;
}

/** `keywords` in capitals. */
export function onEach(keywords: readonly string[], check: InstructionCheck, options: EachOptions = {}): Rule['check'] {
  return (document, report, surroundings) => {
    const context = { document, report, surroundings };
    for (const outer of document.instructions) {
      const instruction = options.onbuild && outer.keyword === 'ONBUILD' ? outer.inner : outer;
      if (instruction && keywords.includes(instruction.keyword)) check(instruction, context);
    }
  };
}

/** Each script of a RUN, in shell form, JSON form or heredoc; none where a shell other than sh and its kind reads it. */
export function onEachScript(
  check: (script: ShellScript, instruction: Instruction, context: CheckContext) => void,
  options: EachOptions = {},
): Rule['check'] {
  return onEach(['RUN'], (run, context) => check(shellScript(context.document, run), run, context), options);
}

/** Each command of a RUN. */
export function onEachCommand(
  check: (command: ShellCommand, instruction: Instruction, context: CheckContext) => void,
  options: EachOptions = {},
): Rule['check'] {
  return onEachScript((script, run, context) => {
    for (const command of script.commands) check(command, run, context);
  }, options);
}
