// Each instruction has as many arguments as it takes.
import * as l10n from '@vscode/l10n';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import { isJsonArray } from '../rule-parts/array-fault.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { pairWords } from '../text/pair-words.ts';

export const argumentCount: Rule = {
  id: 'argument-count',
  aliases: [
    'DL1000',
    'ARGUMENT_MISSING',
    'ARGUMENT_EXTRA',
    'ARGUMENT_REQUIRES_ONE',
    'ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'ARGUMENT_REQUIRES_TWO',
    'ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'ARGUMENT_REQUIRES_ONE_OR_THREE',
    'ARGUMENT_UNNECESSARY',
  ],
  severity: 'error',
  title: l10n.t('Give each instruction the arguments it needs'),
  why: l10n.t(
    'An instruction needs certain arguments: COPY needs a source and a destination, FROM an image and optionally a name. With too few or too many arguments, the builder rejects the whole file.',
  ),
  bad: 'FROM alpine:3.20\nCOPY ⟦app⟧\n',
  good: 'FROM alpine:3.20\nCOPY app /app\n',
  check(document, report) {
    for (const instruction of builderInstructions(document)) {
      if (instruction.keyword === 'FROM') checkFrom(document, instruction, report);
      else checkCount(document, instruction, report);
      if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD')
        checkDestination(document, instruction, report);
      if (instruction.keyword === 'HEALTHCHECK') checkNone(document, instruction, report);
      if (instruction.keyword === 'ENV' || instruction.keyword === 'LABEL') checkPair(document, instruction, report);
    }
  },
};

/** What is written in the file needs a place to go to. */
function checkDestination(
  document: DockerfileDocument,
  { keyword, heredocs, line, words }: Instruction,
  report: Report,
): void {
  const heredoc = heredocs.at(-1);
  const last = words.at(-1);
  if (!heredoc || !last || words.length < 2) return;
  const span = sourceSpan(line, heredoc.from, heredoc.to);
  if (span.end !== last.end) return;
  report({
    range: document.rangeOf(span),
    message: l10n.t('{0} needs a destination as its last argument, which cannot be a heredoc', keyword),
    aliases: ['DL1000'],
  });
}

function checkCount(document: DockerfileDocument, instruction: Instruction, report: Report): void {
  const { keyword, keywordSpan, json, rest } = instruction;
  const known = instructionNamed(keyword);
  // RUN and CMD take any number: their words need not be cut.
  if (!known || (known.leastArguments === 0 && known.mostArguments === undefined)) return;
  const { words } = instruction;
  // An escape character that is all there is was to continue the line, and something invisible stands behind it.
  const given = json ?? (words.every(({ text }) => text === document.escape) ? [] : words);
  // What an array holds beside strings is told there.
  if (!json && known.json && isJsonArray(rest.text)) return;
  const { leastArguments: least, mostArguments: most } = known;
  if (given.length < least) {
    // SHELL has a rule of its own; an empty ENTRYPOINT takes away that of the base image.
    if (json && (keyword === 'SHELL' || keyword === 'ENTRYPOINT')) return;
    report({
      range: document.rangeOf(given.at(-1) ?? (json ? rest : keywordSpan)),
      message:
        least > 1
          ? l10n.t('{0} needs at least one source and, as the last argument, a destination', keyword)
          : l10n.t('{0} needs at least one argument', keyword),
      aliases: [
        'DL1000',
        least > 1
          ? 'ARGUMENT_REQUIRES_AT_LEAST_TWO'
          : keyword === 'HEALTHCHECK'
            ? 'ARGUMENT_REQUIRES_AT_LEAST_ONE'
            : 'ARGUMENT_MISSING',
      ],
    });
  }
  const first = most === undefined ? undefined : given[most];
  const last = given.at(-1);
  if (!first || !last) return;
  report({
    range: document.rangeOf({ start: first.start, end: last.end }),
    message: isComment(first.text)
      ? l10n.t('{0} takes one argument; put the comment on its own line', keyword)
      : l10n.t('{0} takes one argument; remove "{1}"', keyword, excerpt(first.text)),
    aliases: ['DL1000', 'ARGUMENT_EXTRA', 'ARGUMENT_REQUIRES_ONE'],
  });
}

function checkFrom(document: DockerfileDocument, { keywordSpan, words }: Instruction, report: Report): void {
  if (words.length === 1 || words.length === 3) return;
  const first = words.length === 2 ? words[1] : words[3];
  const last = words.at(-1);
  if (!first || !last) {
    report({
      range: document.rangeOf(keywordSpan),
      message: l10n.t('FROM needs the name of a base image'),
      aliases: ['DL1000', 'ARGUMENT_MISSING'],
    });
    return;
  }
  report({
    range: document.rangeOf({ start: first.start, end: last.end }),
    message:
      first.text.toUpperCase() === 'AS'
        ? l10n.t('AS needs a stage name after it')
        : isComment(first.text)
          ? l10n.t('FROM takes an image, or an image, AS and a name; put the comment on its own line')
          : l10n.t('FROM takes an image, or an image, AS and a name; remove "{0}"', excerpt(first.text)),
    aliases: ['DL1000', 'ARGUMENT_REQUIRES_ONE_OR_THREE'],
  });
}

function checkNone(document: DockerfileDocument, { words }: Instruction, report: Report): void {
  const [type, first] = words;
  const last = words.at(-1);
  if (type?.text.toUpperCase() !== 'NONE' || !first || !last) return;
  report({
    range: document.rangeOf({ start: first.start, end: last.end }),
    message: l10n.t('HEALTHCHECK NONE takes no arguments'),
    aliases: ['DL1000', 'ARGUMENT_UNNECESSARY'],
  });
}

/** The old form has a name and a value. */
function checkPair(
  document: DockerfileDocument,
  { keyword, line, restFrom, words }: Instruction,
  report: Report,
): void {
  const [name] = words;
  if (!name || words.length > 1) return;
  if (pairWords(line.text, restFrom, document.escape).some(({ equals }) => equals >= 0)) return;
  report({
    range: document.rangeOf(name),
    message: l10n.t('{0} needs a name and a value: {1}=…', keyword, excerpt(name.text)),
    aliases: ['DL1000', 'ARGUMENT_REQUIRES_TWO'],
  });
}

const isComment = (text: string) => text.startsWith('#') || text.startsWith('//');
