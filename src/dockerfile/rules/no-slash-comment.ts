// `//` begins no comment in a Dockerfile. Only what cannot be meant otherwise is reported.

import * as l10n from '@vscode/l10n';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { parseJsonForm } from '../text/json-form.ts';

export const noSlashComment: Rule = {
  id: 'no-slash-comment',
  aliases: [],
  severity: 'error',
  title: l10n.t('Use # for comments, not //'),
  why: l10n.t(
    'Comments in a Dockerfile begin with # at the start of a line. A line that begins with // is read as an instruction, which the builder does not know, so the build fails.',
  ),
  bad: 'FROM alpine:3.20\n⟦// the app’s folder⟧\nWORKDIR /app\n',
  good: 'FROM alpine:3.20\n# the app’s folder\nWORKDIR /app\n',
  check(document, report) {
    for (const instruction of document.instructions) {
      if (instruction.keyword.startsWith('//')) reportLine(document, instruction, report);
      else if (instruction.keyword === 'RUN') reportInScript(document, instruction, report);
      else if (instruction.line.text.includes('//')) reportTrailing(document, instruction, report);
    }
  },
};

function reportLine(document: DockerfileDocument, { start }: Instruction, report: Report): void {
  const { line } = document.positionAt(start);
  const text = document.lineText(line);
  const from = text.indexOf('//');
  report({
    range: { start: { line, character: from }, end: { line, character: text.trimEnd().length } },
    message: l10n.t('A comment begins with #; this line is read as an instruction'),
    fix: replaceSlashes(document, start),
  });
}

/** A line of a continued RUN that begins with `// `: the shell would run a program called `//`, or hand it on. */
function reportInScript(document: DockerfileDocument, run: Instruction, report: Report): void {
  // Addresses have two slashes, too.
  if (run.json || !/(?:^|\s)\/\/(?:\s|$)/.test(run.rest.text)) return;
  for (const { words } of shellScript(document, run).commands) {
    for (const word of words) {
      if (word.value !== '//' || word.end - word.start !== 2) continue;
      const { line, character } = document.positionAt(word.start);
      const text = document.lineText(line);
      if (text.slice(0, character).trim() !== '' || line === document.positionAt(run.start).line) continue;
      report({
        range: { start: { line, character }, end: { line, character: text.trimEnd().length } },
        message: l10n.t('A comment begins with #; this line is read as part of the command'),
        fix: replaceSlashes(document, word.start),
      });
    }
  }
}

/** Of these, a `//` between the words can be nothing else: their arguments are names, paths, and ports. */
const plainArguments = new Set(['FROM', 'COPY', 'ADD', 'EXPOSE', 'WORKDIR', 'USER', 'STOPSIGNAL', 'VOLUME']);

function reportTrailing(document: DockerfileDocument, instruction: Instruction, report: Report): void {
  const { words, keyword, rest } = instruction;
  const index = words.findIndex(({ text }) => text === '//');
  const slashes = words[index];
  if (!slashes || index === 0) return;
  const before = rest.text.slice(0, rest.text.search(/\s\/\/\s|\s\/\/$/));
  if (!plainArguments.has(keyword) && parseJsonForm(before, 0) === undefined) return;
  const start = document.positionAt(instruction.start);
  const isOneLine = start.line === document.positionAt(instruction.end).line;
  const argumentsEnd = words[index - 1]?.end ?? slashes.start;
  const indent = ' '.repeat(start.character);
  report({
    range: document.rangeOf({ start: slashes.start, end: rest.end }),
    message: l10n.t('Comments need their own line and begin with #; this is read as an argument of {0}', keyword),
    fix: isOneLine
      ? {
          title: l10n.t('Move the comment above the instruction'),
          edits: [
            {
              range: { start, end: start },
              text: `#${document.text.slice(slashes.end, rest.end)}${lineBreak(document)}${indent}`,
            },
            { range: document.rangeOf({ start: argumentsEnd, end: rest.end }), text: '' },
          ],
          // The others do not build as they are; a folder called "/app // x" does.
          safe: keyword !== 'WORKDIR' && keyword !== 'VOLUME',
        }
      : undefined,
  });
}

function replaceSlashes(document: DockerfileDocument, start: number) {
  return {
    title: l10n.t('Use # instead of //'),
    edits: [{ range: document.rangeOf({ start, end: start + 2 }), text: '#' }],
    safe: true,
  };
}
