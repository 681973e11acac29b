// The words around a build's failure: what BuildKit wraps them in, the commands that they quote, the names of steps. Pure.

/** What a RUN runs stands in the engine's words, and may read like any other failure. */
export function withoutCommands(words: string): string {
  return words
    .replace(/process "(?:[^"\\]|\\.)*" did not complete/g, 'process did not complete')
    .replace(/executor failed running \[[\s\S]*\]: (?=exit code)/g, 'executor failed: ')
    .replace(/The command '[\s\S]*' returned a non-zero code/g, 'The command returned a non-zero code');
}

export function withoutWrapping(words: string): string {
  return words
    .trim()
    .replace(
      /^(?:rpc error: code = \w+ desc = |failed to solve(?: with frontend \S+)?: |failed to create LLB definition: |error building at step .*?: )+/gi,
      '',
    );
}

/** The image whose absence made `step` fail, if that is what it looks for. */
export function baseImageOf(step: string | undefined): string | undefined {
  return step === undefined
    ? undefined
    : /^\[internal\] load metadata for (\S+)|^resolve image config for (\S+)|\] FROM (\S+)/
        .exec(step)
        ?.slice(1)
        .find(Boolean);
}

/** What an ADD of `step` fetches from elsewhere, with the keyword. In Docker 20.10 the step has no name but the address. */
export function remoteAdd(step: string | undefined): string | undefined {
  if (/^https?:\S+$/.test(step ?? '')) return `ADD ${step}`;
  return /^(?:\[[^\]]*\] )?(ADD (?:--\S+ )*(?:https?|git|ssh):\S+)/.exec(step ?? '')?.[1];
}

/** `[build 2/5] RUN npm ci` → `RUN npm ci`, on one line and not too long. */
export function instructionOf(step: string | undefined): string | undefined {
  const instruction = step?.replace(/^\[[^\]]*\] /, '').replace(/\s+/g, ' ');
  return instruction !== undefined && instruction.length > 80 ? `${instruction.slice(0, 79)}…` : instruction;
}
