// Variables, pipes and the like in JSON form, where no shell is there to understand them.

import * as l10n from '@vscode/l10n';
import { posixShells } from '../knowledge/shells.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import { usesPosixShell } from '../shell/shell-in-force.ts';
import { programName } from '../shell/shell-wrapper.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';

export const shellForShellSyntax: Rule = {
  id: 'shell-for-shell-syntax',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Use a shell where shell syntax is used'),
  why: l10n.t(
    'A JSON array starts the program directly, without a shell. $HOME is not replaced, and && or > are passed to the program as plain arguments. If you need a shell, use one: ["sh", "-c", "…"].',
  ),
  bad: 'FROM debian:12\nCMD ["echo", ⟦"$HOME"⟧]\n',
  good: 'FROM debian:12\nCMD ["/bin/sh", "-c", "echo \\"$HOME\\""]\n',
  check(document, report) {
    for (const outer of document.instructions) {
      const instruction = outer.keyword === 'ONBUILD' || outer.keyword === 'HEALTHCHECK' ? outer.inner : outer;
      if (!instruction?.json || !['RUN', 'CMD', 'ENTRYPOINT'].includes(instruction.keyword)) continue;
      if (isReadByScript(document, outer, instruction.json)) continue;
      if (usesPosixShell(document, instruction)) checkWords(document, instruction, instruction.json, report);
    }
  },
};

const operators = new Set(['&&', '||', '|', ';', '>', '>>', '<', '2>', '2>&1', '&>', '&']);
const variable = /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*[^}]*\})/;
/** They read scripts of their own, in which `$` means something, or do what a shell would. */
const interpreters =
  /^(?:fish|busybox|awk|gawk|mawk|sed|perl|ruby|php|python[\d.]*|node|pwsh|powershell|envsubst|tclsh|expect|make|jq|grep|xargs|find)$/;

/** Scripts that start a container may evaluate what they are given. */
const scriptName = /\.(?:sh|bash|py|rb|pl|js|mjs|ts)$|entry-?point|^(?:entry|start|run|init|boot|launch)(?:$|[-_.])/i;

/**
 * Whether the words are those of a script, or the arguments of the stage's ENTRYPOINT which is one; a CMD that begins with
 * an option is given to an ENTRYPOINT of the base image, of which nothing is known.
 */
function isReadByScript(document: DockerfileDocument, { keyword, stageIndex }: Instruction, words: readonly Word[]) {
  if (keyword === 'ENTRYPOINT') return words.some(isScript);
  if (keyword !== 'CMD') return false;
  const entrypoint = lastEntrypoints(document)[stageIndex];
  if (entrypoint) return entrypoint.json?.some(isScript) ?? false;
  return words[0]?.text.startsWith('-') ?? false;
}

/** Of each stage, those of the stages that it starts from included. */
const lastEntrypoints = oncePerDocument((document) =>
  inherited<Instruction | undefined>(
    basesOf(document),
    (index, before) =>
      document.stages[index]?.instructions.findLast(({ keyword }) => keyword === 'ENTRYPOINT') ?? before,
  ),
);

function isScript({ text }: Word): boolean {
  return scriptName.test(programName(text));
}

function checkWords(
  document: DockerfileDocument,
  instruction: Instruction,
  words: readonly Word[],
  report: Report,
): void {
  if (words.map(({ text }) => programName(text)).some((name) => posixShells.has(name) || interpreters.test(name)))
    return;
  for (const word of words.slice(instruction.keyword === 'CMD' ? 0 : 1)) {
    const isOperator = operators.has(word.text);
    const match = isOperator ? null : variable.exec(word.text);
    if (!isOperator && !match) continue;
    const { single } = shellScript(document, instruction);
    report({
      range: document.rangeOf(word),
      message: match
        ? l10n.t('Without a shell, {0} is not replaced', match[0].slice(0, 60))
        : l10n.t('Without a shell, {0} is a plain argument', word.text),
      fix: single ? shellFix(document, instruction, words) : undefined,
    });
  }
}

function shellFix(document: DockerfileDocument, { rest, line }: Instruction, words: readonly Word[]): Fix | undefined {
  if (line.comments.length > 0) return undefined;
  const script = words.map(({ text }) => (operators.has(text) ? text : shellWord(text))).join(' ');
  return {
    title: l10n.t('Run it with a shell'),
    edits: [{ range: document.rangeOf(rest), text: `["/bin/sh", "-c", ${JSON.stringify(script)}]` }],
    safe: false,
  };
}

/** Variables are what the shell is wanted for; all else stays what it is. */
function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `"${text.replaceAll(/["\\`]/g, (character) => `\\${character}`)}"`;
}
