// The steps of an image's history as they stood in its Dockerfile, and in words for those who never wrote one. Pure.
import * as l10n from '@vscode/l10n';

/**
 * The instruction behind the engine's words: `RUN /bin/sh -c npm ci # buildkit`, `/bin/sh -c #(nop)  CMD ["sh"]`,
 * `EXPOSE map[80/tcp:{}]`, `RUN |1 A=b /bin/sh -c make`.
 */
export function instructionOf(createdBy: string): string {
  const text = createdBy.replace(/\s*# buildkit$/, '').trim();
  const setting = /^\/bin\/sh -c #\(nop\)\s+([\s\S]*)$/.exec(text)?.[1];
  if (setting !== undefined) return asWritten(setting.trim());
  const run = /^(?:RUN )?(?:\|\d+ (?:\S+=\S*\s)*?)?\/bin\/sh -c ([\s\S]*)$/.exec(text)?.[1];
  return run === undefined ? asWritten(text) : `RUN ${run.trim()}`;
}

/** Lists as Go prints them: `map[80/tcp:{}]`, `[80/tcp 443/tcp]`, `["/bin/sh" "-c" "x"]`. */
function asWritten(instruction: string): string {
  const list = /^(EXPOSE|VOLUME) (?:map)?\[([^"\]]*)\]$/.exec(instruction);
  if (list) return `${list[1]} ${list[2]?.replaceAll(':{}', '')}`;
  const check = /^HEALTHCHECK &\{\[([\s\S]*)\]((?: "[^"]*")+) ('(?:[^'\\]|\\.[^']*)')\}$/.exec(instruction);
  if (check) return healthCheck(String(check[1]), String(check[2]), String(check[3]));
  return /^(?:CMD|ENTRYPOINT|SHELL) \[/.test(instruction) ? instruction.replaceAll('" "', '", "') : instruction;
}

/** As Go prints its record: the test, three or four durations, and the number of tries as a character. */
function healthCheck(test: string, durations: string, tries: string): string {
  const [kind, ...words] = (test.match(/"(?:[^"\\]|\\.)*"/g) ?? []).map(unquoted);
  if (kind === 'NONE') return 'HEALTHCHECK NONE';
  const times = (durations.match(/"[^"]*"/g) ?? []).map(unquoted);
  const names =
    times.length > 3
      ? ['interval', 'timeout', 'start-period', 'start-interval']
      : ['interval', 'timeout', 'start-period'];
  const retries = retriesIn(tries.slice(1, -1));
  const flags = [
    ...names.flatMap((name, at) => (times[at] === undefined || times[at] === '0s' ? [] : [`--${name}=${times[at]}`])),
    ...(retries > 0 ? [`--retries=${retries}`] : []),
  ];
  const command = kind === 'CMD-SHELL' ? words.join(' ') : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return ['HEALTHCHECK', ...flags, 'CMD', command].join(' ');
}

/** A word in Go's quotes, whose escapes are nearly JSON's. */
function unquoted(word: string): string {
  try {
    return String(JSON.parse(word.replace(/\\x([0-9a-f]{2})/gi, '\\u00$1')));
  } catch {
    return word.slice(1, -1);
  }
}

/** `\x03` is 3, `\t` is 9. */
function retriesIn(character: string): number {
  const [, code] = /^\\[xu]([0-9a-f]+)$/i.exec(character) ?? [];
  if (code !== undefined) return Number.parseInt(code, 16);
  const named = 'abtnvfr'.indexOf(character.slice(1));
  return character.startsWith('\\') && named >= 0 ? named + 7 : (character.codePointAt(0) ?? 0);
}

/** What a step did, by its keyword. */
export const meanings: Readonly<Record<string, string>> = {
  ADD: l10n.t('Added files to the image'),
  ARG: l10n.t('Declared a variable of the build'),
  CMD: l10n.t('Set what a container runs by default'),
  COPY: l10n.t('Copied files into the image'),
  ENTRYPOINT: l10n.t('Set the program that a container starts'),
  ENV: l10n.t('Set an environment variable'),
  EXPOSE: l10n.t('Named a port that the program listens on'),
  HEALTHCHECK: l10n.t('Set how to check that the program works'),
  LABEL: l10n.t('Added a label'),
  MAINTAINER: l10n.t('Named the author'),
  ONBUILD: l10n.t('Set a step for images that are built on this one'),
  RUN: l10n.t('Ran a command'),
  SHELL: l10n.t('Set the shell of the next commands'),
  STOPSIGNAL: l10n.t('Set the signal that stops a container'),
  USER: l10n.t('Set the user of the next steps and of the container'),
  VOLUME: l10n.t('Set a folder that is kept in a volume'),
  WORKDIR: l10n.t('Set the folder of the next steps and of the container'),
};

export const notRecorded = l10n.t('Not recorded');

/** What a step did, for a beginner. */
export function meaningOf(instruction: string): string {
  return meanings[keywordOf(instruction)] ?? notRecorded;
}

function keywordOf(instruction: string): string {
  return /^[A-Z]+/.exec(instruction)?.[0] ?? '';
}
