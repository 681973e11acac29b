// What most rules' checks are made of: something is said of each instruction, or of each command in the shell's scripts.

import { commandsOf } from '../shell/commands-of.ts';
import { type ShellCommand, type ShellScript, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';
import type { LintSurroundings, Report, Rule } from './rule.ts';

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
  const outerKeywords = options.onbuild ? [...keywords, 'ONBUILD'] : keywords;
  return (document, report, surroundings) => {
    const found = instructionsOf(document, ...outerKeywords);
    if (found.length === 0) return;
    const context = { document, report, surroundings };
    for (const outer of found) {
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

/** Each command of a RUN with one of these names (`apt-get`), wherever it is in the script. */
export function onEachCommandNamed(
  names: readonly string[],
  check: (command: ShellCommand, instruction: Instruction, context: CheckContext) => void,
  options: EachOptions = {},
): Rule['check'] {
  return (document, report, surroundings) => {
    const context = { document, report, surroundings };
    const commands = commandsOf(document);
    for (const name of names) {
      for (const { command, run, inOnbuild } of commands.get(name) ?? []) {
        if (!inOnbuild || options.onbuild) check(command, run, context);
      }
    }
  };
}
