// A value as an ARG that a build may set.
import * as l10n from '@vscode/l10n';
import { pairsOf } from '../../meaning/pairs.ts';
import { lineBreak } from '../../rule-parts/edits.ts';
import type { DockerfileDocument, Word } from '../../text/document.ts';
import type { Span } from '../../text/range.ts';
import type { Refactor } from './refactoring.ts';

/** In these the builder replaces variables in plain words. */
const takesVariables = new Set(['COPY', 'ADD', 'EXPOSE', 'USER', 'WORKDIR', 'STOPSIGNAL', 'VOLUME']);

/** The tag of FROM's image, or the word that is selected. */
export const extractArgument: Refactor = ({ document, instruction, selection }) => {
  const { keyword, words, heredocs, json, stageIndex } = instruction;
  if (heredocs.length > 0 || json) return undefined;
  const newline = lineBreak(document);
  if (keyword === 'FROM') {
    const image = document.stages[stageIndex]?.base;
    const tag = image && tagOf(document, image);
    const first = document.instructions[0];
    if (!image || !tag || !first || selection.end < image.start || selection.start > image.end) return undefined;
    const repository = image.text.slice(0, tag.start - image.start - 1);
    const name = freeName(document, `${upper(repository.slice(repository.lastIndexOf('/') + 1))}_VERSION`);
    return extraction(document, tag, name, document.stages[0]?.from.start ?? first.start, newline);
  }
  const word = words.find(({ start, end }) => start <= selection.start && selection.start <= end);
  if (!takesVariables.has(keyword) || !word || !isPlain(document, word)) return undefined;
  return extraction(
    document,
    word,
    freeName(document, usualNames[keyword] ?? upper(keyword)),
    instruction.start,
    newline,
  );
};

const usualNames: Readonly<Record<string, string>> = {
  COPY: 'APP_PATH',
  ADD: 'APP_PATH',
  EXPOSE: 'PORT',
  USER: 'APP_USER',
  WORKDIR: 'APP_HOME',
  VOLUME: 'DATA_PATH',
};

function extraction(document: DockerfileDocument, span: Span, name: string, before: number, newline: string) {
  const value = document.text.slice(span.start, span.end);
  const at = { line: document.positionAt(before).line, character: 0 };
  return {
    kind: 'extract',
    title: l10n.t('Extract {0} into an ARG', value.slice(0, 40)),
    edits: [
      { range: { start: at, end: at }, text: `ARG ${name}=${value}${newline}` },
      { range: document.rangeOf(span), text: `\${${name}}` },
    ],
  } as const;
}

function tagOf(document: DockerfileDocument, image: Word): Span | undefined {
  if (!isPlain(document, image) || image.text.includes('@')) return undefined;
  const colon = image.text.indexOf(':', image.text.lastIndexOf('/') + 1);
  return colon < 0 || colon === image.text.length - 1 ? undefined : { start: image.start + colon + 1, end: image.end };
}

function isPlain({ text }: DockerfileDocument, { text: word, start, end }: Word): boolean {
  return text.slice(start, end) === word && /^[\w./:@+-]+$/.test(word);
}

function upper(text: string): string {
  const name = text.toUpperCase().replaceAll(/\W+/g, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

function freeName(document: DockerfileDocument, wanted: string): string {
  const taken = new Set(
    document.instructions.flatMap((each) =>
      each.keyword === 'ARG' || each.keyword === 'ENV' ? pairsOf(document, each).map((pair) => pair.name) : [],
    ),
  );
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
  return name;
}
