// CMD, ENTRYPOINT and the command of HEALTHCHECK in shell form: where that does harm, where it does none, and the fix.
import * as l10n from '@vscode/l10n';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import { isMeantAsArray } from '../rule-parts/array-fault.ts';
import type { Fix } from '../rule-parts/rule.ts';
import { missingShells } from '../shell/missing-shell.ts';
import { shellScript } from '../shell/shell.ts';
import { usesPosixShell } from '../shell/shell-in-force.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerBuild } from '../text/read-once.ts';

export interface ShellForm {
  readonly instruction: Instruction;
  readonly keyword: 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK';
  /** The names of the checks of others that speak of it. */
  readonly aliases: readonly string[];
  /** The shell keeps no signal to itself: it is gone by then (`exec`), or nobody stops what it starts (a health check). */
  readonly harmless: boolean;
  /** Several commands, which no array can hold: a shell is wanted for them. */
  readonly isScript: boolean;
  readonly fix: Fix | undefined;
}

/** In the order of the file. */
export const shellForms = oncePerBuild((document, buildArguments): readonly ShellForm[] => {
  const found: ShellForm[] = [];
  const missing = missingShells(document, buildArguments);
  // Stages inherit it, so one anywhere is enough not to be sure.
  const shellIsSet = document.instructions.some(({ keyword }) => keyword === 'SHELL');
  const add = (instruction: Instruction, keyword: ShellForm['keyword'], aliases: readonly string[]) => {
    // An array that is none, and a shell that is not there, are told elsewhere.
    if (instruction.json || instruction.rest.text === '' || missing.has(instruction)) return;
    if (isMeantAsArray(instruction.rest.text)) return;
    const harmless = keyword === 'HEALTHCHECK' || endsWithExec(document, instruction);
    const isScript = isScriptOf(document, instruction);
    found.push({ instruction, keyword, aliases, harmless, isScript, fix: jsonFix(document, instruction, shellIsSet) });
  };
  inherited<boolean>(basesOf(document), (index, before = false) => {
    let hasShell = before;
    for (const instruction of document.stages[index]?.instructions ?? []) {
      const { keyword, inner } = instruction;
      if (keyword === 'SHELL') hasShell = true;
      if (keyword === 'HEALTHCHECK' && inner) add(inner, keyword, ['DL3025']);
      // Who sets a shell wants it: BuildKit keeps quiet from there on.
      if (keyword === 'CMD' || keyword === 'ENTRYPOINT')
        add(instruction, keyword, hasShell ? ['DL3025'] : ['DL3025', 'JSONArgsRecommended']);
    }
    return hasShell;
  });
  return found;
});

function isScriptOf(document: DockerfileDocument, instruction: Instruction): boolean {
  const { commands } = shellScript(document, instruction);
  return commands.filter(({ nested, deferred }) => !nested && !deferred).length > 1;
}

/** `exec` puts the program in the shell's place. */
function endsWithExec(document: DockerfileDocument, instruction: Instruction): boolean {
  const { commands } = shellScript(document, instruction);
  const last = commands.findLast(({ nested, deferred }) => !nested && !deferred);
  return last !== undefined && last.words[0]?.value === 'exec' && !last.background && !last.piped;
}

/** What the shell does itself: there is no such program to start. */
const builtins = new Set(
  '. : alias bg break cd command continue declare eval exec exit export fg getopts hash jobs let local read readonly return set shift shopt source test times trap type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

function jsonFix(document: DockerfileDocument, instruction: Instruction, hasShell: boolean): Fix | undefined {
  const { rest, line } = instruction;
  if (!usesPosixShell(document, instruction) || line.comments.length > 0) return undefined;
  // A bracket in front: a JSON array was meant, and only its author knows what it should be.
  if (rest.text.startsWith('[')) return undefined;
  const range = document.rangeOf(rest);
  const { single } = shellScript(document, instruction);
  const words = single?.words[0]?.value === 'exec' ? single.words.slice(1) : (single?.words ?? []);
  const [program] = words;
  if (program && !builtins.has(program.value) && !program.value.startsWith('-')) {
    return {
      title: l10n.t('Convert to a JSON array'),
      edits: [{ range, text: jsonArray(words.map(({ value }) => value)) }],
      safe: false,
    };
  }
  if (hasShell) return undefined;
  return {
    title: l10n.t('Convert to a JSON array that runs a shell'),
    edits: [{ range, text: jsonArray(['/bin/sh', '-c', rest.text]) }],
    safe: false,
  };
}

function jsonArray(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}
