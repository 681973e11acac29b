// A RUN of several steps as a script in a heredoc, and back.
import * as l10n from '@vscode/l10n';
import { lineBreak } from '../../rule-parts/edits.ts';
import { shellScript } from '../../shell/shell.ts';
import { usesPosixShell } from '../../shell/shell-in-force.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import type { Refactor } from './refactoring.ts';

const keywords = /^(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|function|select|\{|\}|\(|\)|!)(?:\s|;|$)/;
const goesOn = /(?:\\|&&|\|\|?|[;({]|\b(?:then|do|else|in))$/;

/** Chains of `&&` alone: with `set -e` a script ends where they do. */
export const toHeredoc: Refactor = ({ document, instruction }) => {
  if (instruction.keyword !== 'RUN' || instruction.json || instruction.heredocs.length > 0) return undefined;
  // The shell would find a carriage return at the end of each line.
  if (document.text.includes('\r')) return undefined;
  const { steps, commands } = shellScript(document, instruction);
  if (!steps || steps.length < 2 || commands.some(({ background }) => background)) return undefined;
  const lines: string[] = ['set -e'];
  for (const [index, step] of steps.entries()) {
    const text = stepText(document, step);
    // What a chain does as a whole, `set -e` does not do in a list with `!` or `||` in it.
    if (text === undefined || /^EOF$/m.test(text) || /^!/.test(text)) return undefined;
    const before = steps[index - 1];
    lines.push(...(before ? commentsIn(document, instruction, before.end, step.start) : []), text);
  }
  const newline = lineBreak(document);
  // Blanks at the end of the line would be a part of the last one, which then ends nothing.
  const range = document.rangeOf({ start: instruction.rest.start, end: instruction.line.end });
  return {
    kind: 'rewrite',
    title: l10n.t('Convert to a heredoc'),
    edits: [{ range, text: ['<<EOF', ...lines, 'EOF'].join(newline) }],
  };
};

/**
 * As it stands in the file, continued lines and all; undefined if that means something else to a shell: a comment between
 * them, or a line that goes on within single quotes.
 */
function stepText(document: DockerfileDocument, { start, end }: { readonly start: number; readonly end: number }) {
  const text = document.text.slice(start, end);
  if (!text.includes('\n')) return text;
  if (document.escape !== '\\' || /\n[ \t]*(?:#|\r?\n)/.test(text) || goesOnInQuotes(text)) return undefined;
  // To a shell a blank behind the backslash is what that protects.
  return text.replaceAll(/\\[ \t]+\n/g, '\\\n');
}

function goesOnInQuotes(text: string): boolean {
  let quote: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '\n' && quote === "'") return true;
    if (character === '\\' && quote !== "'" && text[i + 1] !== '\n') i++;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
  }
  return false;
}

function commentsIn({ text }: DockerfileDocument, { line }: Instruction, from: number, to: number): string[] {
  return line.comments
    .filter(({ start }) => from <= start && start < to)
    .map(({ start, end }) => text.slice(start, end));
}

/** Scripts that begin with `set -e`, and of which each line is a command of its own. */
export const fromHeredoc: Refactor = ({ document, instruction }) => {
  const [heredoc, ...more] = instruction.heredocs;
  if (instruction.keyword !== 'RUN' || !heredoc?.delimiter || more.length > 0) return undefined;
  if (!usesPosixShell(document, instruction) || instruction.rest.text.trim() !== writtenOpening(instruction))
    return undefined;
  const body = document.text.slice(heredoc.body.start, heredoc.body.end).split(/\r?\n/);
  const [first = '', ...lines] = body.map((line) => line.trim()).filter((line) => line !== '');
  if (!/^set -e(?:u|x|ux|xu)?$/.test(first) || lines.length === 0) return undefined;
  if (lines.some((line) => !line.startsWith('#') && !isWhole(line))) return undefined;
  const newline = lineBreak(document);
  const steps = first === 'set -e' ? lines : [first, ...lines];
  const last = steps.findLastIndex((line) => !line.startsWith('#'));
  if (last < 0) return undefined;
  const joined = steps.slice(0, last + 1).map((line, index) => {
    if (line.startsWith('#')) return line;
    return index === last ? line : `${line} && ${document.escape}`;
  });
  const range = document.rangeOf({ start: instruction.rest.start, end: instruction.end });
  return {
    kind: 'rewrite',
    title: l10n.t('Convert to commands joined with &&'),
    edits: [{ range, text: joined.join(`${newline}    `) }],
  };
};

function writtenOpening({ line, heredocs: [heredoc] }: Instruction): string {
  return heredoc ? line.text.slice(heredoc.from, heredoc.to) : '';
}

function isWhole(line: string): boolean {
  if (keywords.test(line) || goesOn.test(line) || line.includes('<<') || /(?:^|\s)#/.test(line)) return false;
  // A list with `||` or `&` is one thing in a script, and another in a chain.
  if (/\|\||;|&(?!&|>|\d)/.test(line.replaceAll('&&', ''))) return false;
  return count(line, "'") % 2 === 0 && count(line, '"') % 2 === 0;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
