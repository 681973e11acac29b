// The forms of each instruction's arguments, and which parameter the cursor is in.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { sourceSpan } from '../text/logical-line.ts';
import { pairWords } from '../text/pair-words.ts';
import { jsonPlace } from './json-place.ts';
import type { Place } from './place.ts';

/** Labels, their parameters between ⟨ and ⟩. */
export interface Forms {
  readonly labels: readonly string[];
  readonly active: number;
}

export const healthcheckLabel = 'HEALTHCHECK ⟨[flags]⟩ ⟨CMD⟩ ⟨...⟩';

/** `ADD`, `COPY`. */
export function copySignatures(instruction: Instruction, place: Place, offset: number): Forms {
  const { keyword, flags } = instruction;
  const words = `${keyword} ⟨[flags]⟩ ⟨source⟩ ⟨...⟩ ⟨dest⟩`;
  const json = `${keyword} ⟨[flags]⟩ ⟨[⟩ ⟨"source"⟩, ⟨...⟩, ⟨"dest"⟩ ⟨]⟩`;
  const isBeforeFlag = flags.some(({ end }) => offset < end);
  if (place.kind === 'flag-name' || place.kind === 'flag-value' || isBeforeFlag)
    return { labels: [words, json], active: 0 };
  const inJson = jsonPlace(instruction, offset);
  if (inJson === 'before') return { labels: [words, json], active: 1 };
  if (inJson === 'behind') return { labels: [json], active: 5 };
  if (inJson) return { labels: [json], active: inJson.index === 0 ? 2 : inJson.isLast ? 4 : 3 };
  const { index, count } = wordPlace(instruction, offset);
  if (count === 0) return { labels: [words, json], active: 1 };
  return { labels: [words], active: index === 0 ? 1 : index >= count - 1 ? 3 : 2 };
}

const forms: Readonly<Record<string, { readonly words?: string; readonly json?: readonly string[] }>> = {
  RUN: { words: 'RUN ⟨command⟩ ⟨parameter⟩ ⟨...⟩', json: ['RUN ⟨[⟩ ⟨"command"⟩, ⟨"parameter"⟩, ⟨...⟩ ⟨]⟩'] },
  CMD: {
    words: 'CMD ⟨executable⟩ ⟨parameter⟩ ⟨...⟩',
    json: ['CMD ⟨[⟩ ⟨"executable"⟩, ⟨"parameter"⟩, ⟨...⟩ ⟨]⟩', 'CMD ⟨[⟩ ⟨"parameter"⟩, ⟨"parameter2"⟩, ⟨...⟩ ⟨]⟩'],
  },
  ENTRYPOINT: {
    words: 'ENTRYPOINT ⟨executable⟩ ⟨parameter⟩ ⟨...⟩',
    json: ['ENTRYPOINT ⟨[⟩ ⟨"executable"⟩, ⟨"parameter"⟩, ⟨...⟩ ⟨]⟩'],
  },
  SHELL: { json: ['SHELL ⟨[⟩ ⟨"executable"⟩, ⟨"parameter"⟩, ⟨...⟩ ⟨]⟩'] },
  VOLUME: { words: 'VOLUME ⟨/vol⟩ ⟨...⟩', json: ['VOLUME ⟨[⟩ ⟨"/vol"⟩, ⟨...⟩ ⟨]⟩'] },
  EXPOSE: { words: 'EXPOSE ⟨port⟩ ⟨...⟩' },
  WORKDIR: { words: 'WORKDIR ⟨/the/workdir/path⟩' },
  STOPSIGNAL: { words: 'STOPSIGNAL ⟨signal⟩' },
  MAINTAINER: { words: 'MAINTAINER ⟨name⟩' },
  ONBUILD: { words: 'ONBUILD ⟨INSTRUCTION⟩' },
};

/** Before anything is written JSON comes first where it is what one should write. */
const jsonFirst = new Set(['CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME']);

export function wordSignatures(instruction: Instruction, offset: number): Forms | undefined {
  const form = forms[instruction.keyword];
  if (!form) return undefined;
  const { words, json = [] } = form;
  const isFirst = jsonFirst.has(instruction.keyword);
  const all = isFirst
    ? [...json, ...(words === undefined ? [] : [words])]
    : [...(words === undefined ? [] : [words]), ...json];
  const inJson = json.length > 0 ? jsonPlace(instruction, offset) : undefined;
  if (inJson === 'before') return { labels: all, active: 0 };
  const last = countOf(json[0] ?? '') - 1;
  if (inJson === 'behind') return { labels: json, active: last };
  if (inJson) return { labels: json, active: Math.min(inJson.index + 1, last - 1) };
  const { index, count } = wordPlace(instruction, offset);
  if (count === 0) return { labels: all, active: 0 };
  if (words === undefined) return undefined;
  return { labels: [words], active: Math.min(index, countOf(words) - 1) };
}

function countOf(label: string): number {
  return label.split('⟨').length - 1;
}

export function fromSignatures({ words }: Instruction, offset: number): Forms | undefined {
  const [image, as, name] = words;
  const isImageOver = image !== undefined && offset > image.end;
  const isWritten = as !== undefined || isImageOver;
  const text = image?.text ?? '';
  const at = text.indexOf('@');
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  const kinds = at >= 0 ? ['@⟨digest⟩'] : colon >= 0 ? [':⟨tag⟩'] : ['', ':⟨tag⟩', '@⟨digest⟩'];
  const full = kinds.map((kind) =>
    kind === '' ? 'FROM ⟨baseImage⟩⟨⟩ ⟨AS⟩ ⟨stage⟩' : `FROM ⟨baseImage⟩${kind} ⟨AS⟩ ⟨stage⟩`,
  );
  const alone = kinds.map((kind) => `FROM ⟨baseImage⟩${kind}`);
  const labels = isWritten ? full : [...alone, ...full];
  if (name && offset > name.end) return undefined;
  if (as && offset > as.end) return { labels, active: 3 };
  if (isImageOver) return { labels, active: 2 };
  const mark = at >= 0 ? at : colon;
  return { labels, active: image && mark >= 0 && offset > image.start + mark ? 1 : 0 };
}

export function argSignatures({ rest, words }: Instruction, offset: number): Forms {
  const value = 'ARG ⟨name⟩=⟨defaultValue⟩';
  const word = words.findLast(({ start }) => start <= offset) ?? words[0];
  const first = words[0];
  const equals = (first?.text ?? '').indexOf('=');
  if (!first || equals < 0 || rest.text === '') return { labels: ['ARG ⟨name⟩', value], active: 0 };
  return { labels: [value], active: word !== first || offset > first.start + equals ? 1 : 0 };
}

/** ENV and LABEL. */
export function pairSignatures(document: DockerfileDocument, instruction: Instruction, offset: number): Forms {
  const { keyword, line, restFrom } = instruction;
  const old = `${keyword} ⟨key⟩ ⟨value⟩`;
  const one = `${keyword} ⟨key⟩=⟨value⟩`;
  const two = `${keyword} ⟨key⟩=⟨value⟩ ⟨key2⟩=⟨value2⟩`;
  const words = pairWords(line.text, restFrom, document.escape).map(({ from, to, equals }) => ({
    ...sourceSpan(line, from, to),
    equals: equals < 0 ? undefined : line.sourceOffset(equals),
  }));
  const [first] = words;
  if (!first) return { labels: [old, one, two], active: 0 };
  const isBehindFirst = offset > first.end;
  if (first.equals === undefined) {
    const isOld = words.length > 1 || isBehindFirst;
    return { labels: isOld ? [old] : [old, one, two], active: isBehindFirst ? 1 : 0 };
  }
  const index = Math.max(
    0,
    words.findLastIndex(({ start }) => start <= offset),
  );
  const word = words[index] ?? first;
  const isNew = offset > word.end;
  const isValue = !isNew && word.equals !== undefined && offset > word.equals;
  const active = (index > 0 || isNew ? 2 : 0) + (isValue ? 1 : 0);
  return { labels: words.length > 1 || isNew ? [two] : [one, two], active };
}

export function healthcheckSignatures({ words, flags }: Instruction, place: Place, offset: number): Forms | undefined {
  const none = 'HEALTHCHECK ⟨NONE⟩';
  const [first] = words;
  const isBeforeFlag =
    place.kind === 'flag-name' || place.kind === 'flag-value' || flags.some(({ end }) => offset < end);
  if (!first)
    return {
      labels: flags.length > 0 ? [healthcheckLabel] : ['HEALTHCHECK ⟨[flags]⟩ CMD ...', none],
      active: isBeforeFlag || flags.length === 0 ? 0 : 1,
    };
  if (isBeforeFlag || offset < first.start) return { labels: [healthcheckLabel], active: 0 };
  const isNone = 'NONE'.startsWith(first.text.toUpperCase());
  if (isNone) return offset > first.end ? undefined : { labels: [none], active: 0 };
  return { labels: [healthcheckLabel], active: offset > first.end ? 2 : 1 };
}

export function userSignatures({ rest }: Instruction, offset: number): Forms {
  const colon = rest.text.indexOf(':');
  if (colon < 0) return { labels: ['USER ⟨user⟩', 'USER ⟨user⟩:⟨group⟩', 'USER ⟨uid⟩', 'USER ⟨uid⟩:⟨gid⟩'], active: 0 };
  return { labels: ['USER ⟨user⟩:⟨group⟩', 'USER ⟨uid⟩:⟨gid⟩'], active: offset > rest.start + colon ? 1 : 0 };
}

/** The word that the cursor is in, or would begin; and how many there are then. */
function wordPlace({ words }: Instruction, offset: number): { readonly index: number; readonly count: number } {
  const at = words.findIndex(({ end }) => offset <= end);
  if (at < 0) return { index: words.length, count: words.length === 0 ? 0 : words.length + 1 };
  return { index: at, count: words.length };
}
