// CMD and ENTRYPOINT as JSON arrays. The fix is only offered, never made unasked: with the shell gone the program gets the
// container's signals itself, and where the base image has an ENTRYPOINT, that is given other arguments.

import { basesOf, inherited } from '../meaning/stage-bases.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import { usesPosixShell } from '../shell/shell-in-force.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const execFormCmd: Rule = {
  id: 'exec-form-cmd',
  aliases: ['DL3025', 'JSONArgsRecommended'],
  severity: 'warning',
  title: 'Write CMD and ENTRYPOINT as JSON arrays',
  why: 'CMD node server.js starts a shell, which starts node. The shell may keep the stop signal to itself, so the container is killed after ten seconds instead of ending in order. CMD ["node", "server.js"] starts node itself.',
  bad: 'FROM node:22-slim\nCMD ⟦node server.js⟧\n',
  good: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
  check(document, report) {
    // Stages inherit it, so one anywhere is enough not to be sure.
    const shellIsSet = document.instructions.some(({ keyword }) => keyword === 'SHELL');
    inherited<boolean>(basesOf(document), (index, before = false) => {
      let hasShell = before;
      for (const instruction of document.stages[index]?.instructions ?? []) {
        const { keyword, inner } = instruction;
        if (keyword === 'SHELL') hasShell = true;
        if (keyword === 'HEALTHCHECK' && inner) reportShellForm(document, inner, ['DL3025'], shellIsSet, report, true);
        // Who sets a shell wants it: BuildKit keeps quiet from there on.
        const aliases = hasShell ? ['DL3025'] : execFormCmd.aliases;
        if (keyword === 'CMD' || keyword === 'ENTRYPOINT')
          reportShellForm(document, instruction, aliases, shellIsSet, report);
      }
      return hasShell;
    });
  },
};

function reportShellForm(
  document: DockerfileDocument,
  instruction: Instruction,
  aliases: readonly string[],
  hasShell: boolean,
  report: Report,
  isCheck = false,
): void {
  const { rest, json } = instruction;
  const keyword = isCheck ? 'HEALTHCHECK' : instruction.keyword;
  if (json || rest.text === '') return;
  report({
    range: document.rangeOf(rest),
    message: `${keyword} in shell form starts a shell first, ${isCheck ? 'which the image needs to have then' : 'which may not pass signals on'}; write a JSON array`,
    aliases,
    fix: jsonFix(document, instruction, hasShell),
  });
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
      title: 'Write as a JSON array',
      edits: [{ range, text: jsonArray(words.map(({ value }) => value)) }],
      safe: false,
    };
  }
  if (hasShell) return undefined;
  return {
    title: 'Say in a JSON array that a shell runs it',
    edits: [{ range, text: jsonArray(['/bin/sh', '-c', rest.text]) }],
    safe: false,
  };
}

function jsonArray(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}
