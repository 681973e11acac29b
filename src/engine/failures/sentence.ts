// What an engine says when something fails, as data: by what it is known, what it means, and where it comes from. The
// tables beside this file are the only places that read an engine's words; all others decide by the kind. Pure.
import type { DockerfilePlace, EngineErrorKind } from '../../errors.ts';

export interface EngineSentence {
  /** What happened, whatever the words for it are. */
  readonly id: string;
  /** Hangs on what the engine itself says, never on what it quotes: names, paths and commands are other people's words. */
  readonly pattern: RegExp;
  readonly kind: EngineErrorKind;
  /** For a person: what happened, and what to do. undefined: it is not this after all. `step`: of a build that failed. */
  readonly say: string | ((match: RegExpExecArray, step: string | undefined) => string | undefined);
  /** Of a Dockerfile that is wrong. */
  readonly place?: (match: RegExpExecArray) => DockerfilePlace;
  /** Where the engine has the words from, at its newest version: repository and file. */
  readonly source: readonly string[];
  /** Which versions say them, as their sources show. */
  readonly engines: string;
}

/** In the order in which they are tried. */
export type SentenceTable = () => readonly EngineSentence[];

/** Most windows never see a failure: what is said of them is made for the first one. */
export function table(make: SentenceTable): SentenceTable {
  let made: readonly EngineSentence[] | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export interface Explanation {
  readonly sentence: EngineSentence;
  readonly kind: EngineErrorKind;
  readonly message: string;
  readonly place: DockerfilePlace | undefined;
}

/** The first of `sentences` that knows these words; undefined: none does. */
export function explain(
  sentences: SentenceTable,
  words: string,
  step: string | undefined = undefined,
): Explanation | undefined {
  for (const sentence of sentences()) {
    const match = sentence.pattern.exec(words);
    if (!match) continue;
    const message = typeof sentence.say === 'string' ? sentence.say : sentence.say(match, step);
    if (message !== undefined) return { sentence, kind: sentence.kind, message, place: sentence.place?.(match) };
  }
  return undefined;
}

/** `"web" `, for the middle of a sentence; nothing without a name. */
export function quoted(name: string | undefined): string {
  return name ? `"${name}" ` : '';
}

/** The first group that matched. */
export function named(match: RegExpExecArray): string | undefined {
  return match.slice(1).find((group) => group !== undefined && group !== '');
}
