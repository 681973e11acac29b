// What the engine says of a build that failed, in a sentence for a person. Words differ between versions; what is in
// them does not. Pure.
import type { EngineErrorKind } from '../errors.ts';

export interface BuildFailure {
  readonly kind: EngineErrorKind;
  readonly message: string;
}

/** `step`: the name of the step that failed, where one is known. undefined: nothing here knows these words. */
export function buildFailure(words: string, step: string | undefined): BuildFailure | undefined {
  const said = withoutCommands(withoutWrapping(words));
  const instruction = step === undefined ? undefined : instructionOf(step);
  // Whatever could not be written: it is not what is wrong, and any failure of an engine may have these words.
  if (/no space left on device/i.test(said)) return undefined;

  const secret = /secret (\S+?):? (?:was )?not found|secret not found: (\S+)/i.exec(said);
  if (secret) {
    const id = secret[1] ?? secret[2];
    return {
      kind: 'build-input',
      message: `The Dockerfile asks for the secret "${id}", which this build was not given. Add it to the secrets of the build.`,
    };
  }
  const agent = /unset ssh forward key (\S+)|no ssh key "?([^"\s]+)"? forwarded/i.exec(said);
  if (agent) {
    const id = agent[1] ?? agent[2];
    return {
      kind: 'build-input',
      message: `The Dockerfile asks for the SSH agent "${id}", which this build was not given. Allow SSH in the options of the build.`,
    };
  }
  if (
    /no active sessions?|no session|session .*not found|no ssh handler|no ssh forwarded|code = Unavailable|connection is draining/i.test(
      said,
    )
  ) {
    return {
      kind: 'unsupported',
      message:
        'The connection over which a build gets files, secrets and registry logins is missing or broke. See whether a proxy before the engine refuses POST /session, and build again.',
    };
  }
  const syntax = /dockerfile parse error (?:on )?line (\d+): ?([\s\S]*)/i.exec(said);
  if (syntax) return failed(`Line ${syntax[1]} of the Dockerfile is wrong: ${firstLine(syntax[2])}.`);
  if (/file with no instructions|dockerfile .*cannot be empty/i.test(said)) {
    return failed('The Dockerfile has no instruction. Begin it with FROM.');
  }
  if (/no build stage in current context/i.test(said)) {
    return failed('The Dockerfile has an instruction before its first FROM. Begin it with FROM.');
  }
  if (/failed to read dockerfile|cannot locate (?:specified )?dockerfile|can't find.*dockerfile/i.test(said)) {
    return {
      kind: 'build-input',
      message: 'The engine did not find the Dockerfile in what was sent. Choose another Dockerfile or context.',
    };
  }
  const stage =
    /failed to reach build target (\S+)|target stage "?([^\s"]+)"? could not be found|build target (\S+) not found/i.exec(
      said,
    );
  if (stage)
    return failed(
      `The Dockerfile has no stage "${stage[1] ?? stage[2] ?? stage[3]}". Choose one that it names with AS.`,
    );
  const outside =
    instruction === undefined
      ? undefined
      : /^(?:COPY|ADD)\s(?:--\S+\s+)*(?:.*\s)?"?(\.\.\/[^\s",]*)/.exec(instruction)?.[1];
  if (
    outside !== undefined &&
    !/--from=/.test(instruction ?? '') &&
    /not found|no such file|forbidden path/i.test(said)
  ) {
    return failed(
      `${instruction}: "${outside}" is outside of the build context. Only what is in the context can be copied: choose a folder above as the context, or move the file.`,
    );
  }
  const missing =
    /"?(\/[^"\s]*)"?:? not found|(?:COPY|ADD) failed: (?:file not found in build context[^:]*: stat |no source files.*|stat )([^:\s]*)|lstat ([^:]*): no such file/i.exec(
      said,
    );
  if (missing && /checksum|cache key|COPY failed|ADD failed|lstat|build context|copier/i.test(said)) {
    const path = withoutEnginePaths(`/${missing[1] ?? missing[2] ?? missing[3] ?? ''}`).replace(/^\/+/, '');
    const where = instruction === undefined ? '' : `${instruction}: `;
    const from = /\s--from=(\S+)/.exec(instruction ?? '')?.[1];
    return failed(
      from === undefined
        ? `${where}"${path}" is not in the build context. Check its path, and that .dockerignore does not leave it out.`
        : `${where}"${path}" is not in ${from}. Check its path there.`,
    );
  }
  const exit = /exit code: (\d+)|returned a non-zero code: (\d+)|exit status (\d+)/i.exec(said);
  if (exit) {
    const code = exit[1] ?? exit[2] ?? exit[3];
    return failed(`${instruction ?? 'A step'} failed with exit code ${code}. Its output says more.`);
  }
  return undefined;
}

/** What a RUN runs stands in the engine's words, and may read like any other failure. */
export function withoutCommands(words: string): string {
  return words
    .replace(/process "(?:[^"\\]|\\.)*" did not complete/g, 'process did not complete')
    .replace(/executor failed running \[[\s\S]*\]: (?=exit code)/g, 'executor failed: ')
    .replace(/The command '[\s\S]*' returned a non-zero code/g, 'The command returned a non-zero code');
}

/** Where the engine keeps the context for a while is nobody's business: `/var/lib/docker/tmp/buildkit-mount1/a` is `a`. */
export function withoutEnginePaths(words: string): string {
  return words.replaceAll(/\/[^\s"']*\/(?:buildkit-mount|docker-builder|docker-import-)\d*\/?/g, '');
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

/** `[build 2/5] RUN npm ci` → `RUN npm ci`, on one line and not too long. */
function instructionOf(step: string): string {
  const instruction = step.replace(/^\[[^\]]*\] /, '').replace(/\s+/g, ' ');
  return instruction.length > 80 ? `${instruction.slice(0, 79)}…` : instruction;
}

export function withoutWrapping(words: string): string {
  return words
    .trim()
    .replace(
      /^(?:rpc error: code = \w+ desc = |failed to solve(?: with frontend \S+)?: |failed to create LLB definition: |error building at step .*?: )+/gi,
      '',
    );
}

function failed(message: string): BuildFailure {
  return { kind: 'build-failed', message };
}

function firstLine(text: string | undefined): string {
  return (text ?? '').split('\n', 1)[0]?.trim().replace(/[.]$/, '') || 'it cannot be read';
}
