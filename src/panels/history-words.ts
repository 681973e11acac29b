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
  return /^(?:CMD|ENTRYPOINT|SHELL) \[/.test(instruction) ? instruction.replaceAll('" "', '", "') : instruction;
}

const meanings: Readonly<Record<string, string>> = {
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

/** What a step did, for a beginner. */
export function meaningOf(instruction: string): string {
  return meanings[keywordOf(instruction)] ?? l10n.t('Not recorded');
}

function keywordOf(instruction: string): string {
  return /^[A-Z]+/.exec(instruction)?.[0] ?? '';
}
