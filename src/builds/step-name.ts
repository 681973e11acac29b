// What BuildKit calls its steps: `[linux/amd64 build 2/5] RUN npm ci`. Source: frontend/dockerfile/dockerfile2llb, prefixCommand.

export interface StepName {
  readonly platform: string | undefined;
  /** In lower case; `stage-1` for one without a name; undefined: the build has one stage only. */
  readonly stage: string | undefined;
  /** Counted from 1; triggers of the base image count, too. */
  readonly index: number;
  /** `RUN npm ci`, with variables replaced; of a heredoc only its beginning. */
  readonly text: string;
}

/** undefined for the engine's own errands (`[internal] load metadata for …`, `exporting to image`). */
export function parseStepName(name: string): StepName | undefined {
  // Where the engine stores layers in containerd, a COPY --link has a second step that joins its layer to the others: LINK.
  const match = /^\[([^\]]*?)\s*(\d+)\/\d+\]\s*(?:(?:LINK|ONBUILD)\s+)*([\s\S]*)$/.exec(name);
  if (!match) return undefined;
  const [, prefix = '', index = '', text = ''] = match;
  const words = prefix.split(' ').filter((word) => word !== '');
  // A platform has a slash, which no stage's name may have.
  const platform = words[0]?.includes('/') ? words.shift() : undefined;
  return { platform, stage: words[0]?.toLowerCase(), index: Number(index), text };
}

/** What an ADD fetches, as Docker 20.10 names its step; newer engines name the instruction. */
export function fetchedAddress(name: string): string | undefined {
  return /^https?:\S+$/.exec(name)?.[0];
}

/** The image whose description the engine looks up: `docker.io/library/node:22`. */
export function metadataImage(name: string): string | undefined {
  return /^(?:\[[^\]]*\]\s*)?load metadata for (\S+)$/.exec(name.replace(/^\[internal\]\s*/, ''))?.[1];
}

/** Only the beginnings: how variables, quotes, blanks and heredocs show differs from one version to the next. */
export function isSameText(text: string, told: string): boolean {
  const [keyword = '', word = ''] = text.split(/\s+/, 2);
  const [toldKeyword = '', toldWord = ''] = told.trim().split(/\s+/, 2);
  if (keyword.toUpperCase() !== toldKeyword.toUpperCase()) return false;
  return !/^[\w./-]+$/.test(word) || !/^[\w./-]+$/.test(toldWord) || word === toldWord;
}
