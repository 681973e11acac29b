// What can be completed where an image or a stage is named: behind FROM, COPY --from= and RUN --mount=…,from=. Says where and which stages there
// are; which images and tags there are, others know.
import { parseImageReference } from '../../image-reference.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import { stageItems } from './completion-images.ts';
import { typedWords } from './completion-typed.ts';
import { placeAt } from './place.ts';
import { lineStart } from './typed-line.ts';

export interface ImagePlace {
  /** What a completion replaces: the whole word. */
  readonly span: Span;
  /** The word up to the cursor. */
  readonly typed: string;
  /** Names of the stages that may stand there, the nearest first. */
  readonly stages: readonly string[];
  /** FROM may start from nothing. */
  readonly allowsScratch: boolean;
}

/** undefined: at `offset` stands no name of an image. */
export function imagePlaceAt(document: DockerfileDocument, offset: number): ImagePlace | undefined {
  const place = placeAt(document, offset);
  if (!('typed' in place) || place.kind === 'keyword') return undefined;
  const { instruction, typed: line } = place;
  const typed = typedName(instruction.keyword, line);
  // What is typed over two lines no edit of one line could replace.
  if (typed === undefined || typed.length > offset - lineStart(document.text, offset)) return undefined;
  const end = offset + (/^[^\s,]*/.exec(document.text.slice(offset, offset + 300))?.[0].length ?? 0);
  const isFrom = instruction.keyword === 'FROM';
  return {
    span: { start: offset - typed.length, end },
    typed,
    stages: stageItems(document, instruction.stageIndex, false).map(({ label }) => label),
    allowsScratch: isFrom,
  };
}

/** What is typed of it: behind FROM, COPY --from= and RUN --mount=…,from=. */
function typedName(keyword: string, line: string): string | undefined {
  const { word, mayBeFlag, isFlagValue } = typedWords(line);
  if (keyword === 'FROM') return mayBeFlag && !word.startsWith('-') ? word : undefined;
  if (!isFlagValue) return undefined;
  if (keyword === 'COPY') return /^--from=(.*)$/.exec(word)?.[1];
  return keyword === 'RUN' ? /^--mount=(?:.*,)?from=([^,]*)$/.exec(word)?.[1] : undefined;
}

/**
 * The repository whose tags are being typed, as `node` of `node:2`; undefined: the cursor stands before the colon, the
 * name is a variable's, or behind `@`.
 */
export function repositoryBefore(typed: string): string | undefined {
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (colon < 0 || /[$@]/.test(typed)) return undefined;
  const name = typed.slice(0, colon);
  // `localhost:5` and `registry.test:5` are hosts whose port is being typed.
  const isHost = !name.includes('/') && (name === 'localhost' || name.includes('.'));
  return !isHost && parseImageReference(name) ? name : undefined;
}

/** `latest` first, then the highest numbers; what begins with no number stands last. */
export function inOrderOfUse(tags: readonly string[]): string[] {
  const byNumbers = new Intl.Collator('en', { numeric: true });
  const rank = (tag: string) => (tag === 'latest' ? 0 : /^v?\d/.test(tag) ? 1 : 2);
  return [...tags].sort(
    (a, b) => rank(a) - rank(b) || (rank(a) === 1 ? byNumbers.compare(b, a) : byNumbers.compare(a, b)),
  );
}
