// A pasted `docker run …` line (docker create, podman, several lines with backslashes): parsed into a run, never executed.
import * as l10n from '@vscode/l10n';
import { wrongReference } from '../text/image-names.ts';
import { flagsOf, optionNamed, optionOfLetter } from './index.ts';
import { asWritten, type LineFlag, type LineFlags, takeFlag, takeProgram } from './line-flags.ts';
import type { Run, RunOption } from './option.ts';
import { readShellLine, type ShellVariables, unknownIn } from './shell-line.ts';

export interface PastedRun extends Run {
  /** What was not taken, as it stands in the line. */
  readonly leftOut: readonly string[];
}

/** What is known and means nothing here, with whether a value follows. */
const notTaken: Readonly<Record<string, boolean>> = {
  attach: true,
  cidfile: true,
  'cpu-count': true,
  'cpu-percent': true,
  'detach-keys': true,
  'disable-content-trust': false,
  'io-maxbandwidth': true,
  'io-maxiops': true,
  'kernel-memory': true,
  'link-local-ip': true,
  quiet: false,
  'sig-proxy': false,
  'use-api-socket': false,
  // Podman's.
  authfile: true,
  cgroups: true,
  conmon: true,
  'conmon-pidfile': true,
  'env-host': false,
  'http-proxy': false,
  'no-hosts': false,
  pidfile: true,
  pod: true,
  replace: false,
  rmi: false,
  secret: true,
  systemd: true,
  'tls-verify': false,
  tz: true,
  umask: true,
};
const notTakenLetters: Readonly<Record<string, string>> = { a: 'attach', q: 'quiet' };

/** `known`: what stands for `$PWD`, `$HOME` and the like. */
export function parseRunLine(text: string, known: ShellVariables): PastedRun | { readonly wrong: string } {
  const line = readShellLine(text, known);
  if ('wrong' in line) return line;
  const words = [...line.words];
  const leftOut: string[] = [];
  if (!takeProgram(words, leftOut)) return { wrong: runLineSentences.noCommand() };
  if (words[0] === 'container') words.shift();
  const verb = words.shift();
  if (verb !== 'run' && verb !== 'create') return { wrong: runLineSentences.otherCommand(verb ?? '') };
  const values: Record<string, string[]> = {};
  const flags = flagsInto(values);
  // The first word that is no flag is the image: what follows is its command's.
  for (let word = words[0]; word?.startsWith('-') && word !== '-'; word = words[0]) {
    words.shift();
    if (word === '--') break;
    const wrong = takeFlag(word, words, flags, leftOut);
    if (wrong !== undefined) return { wrong };
  }
  const image = words.shift();
  if (image === undefined) return { wrong: runLineSentences.noImage() };
  const [inImage] = unknownIn(image);
  if (inImage !== undefined)
    return { wrong: l10n.t('The value of {0} is not known here. Enter its value instead.', inImage) };
  const wrongImage = wrongReference(image);
  if (wrongImage !== undefined) return { wrong: `"${image}": ${wrongImage}` };
  if (verb === 'create') values.detach = ['true'];
  // A program gets what stands there; somebody should know that.
  leftOut.push(...words.flatMap(unknownIn), ...(line.rest === '' ? [] : [line.rest]));
  return { image, values, command: words.map(asWritten), leftOut };
}

/** What is taken stands in `values`. */
function flagsInto(values: Record<string, string[]>): LineFlags {
  const flagOf = (option: RunOption | undefined, name: string | undefined): LineFlag | undefined => {
    if (option?.kind === 'switch') {
      const set = (isOn: boolean) => {
        if (isOn) values[option.name] = ['true'];
        else delete values[option.name];
      };
      return { kind: 'switch', set };
    }
    if (option) return { kind: 'value', take: (value) => take(option, value, values) };
    return name !== undefined && Object.hasOwn(notTaken, name)
      ? { kind: 'left', hasValue: notTaken[name] === true }
      : undefined;
  };
  return {
    named: (name) => flagOf(optionNamed(name), name),
    ofLetter: (letter) => flagOf(optionOfLetter(letter), notTakenLetters[letter]),
    isUnknown: noSuchOption,
  };
}

export const noSuchOption = (written: string) => l10n.t('docker run has no option {0}.', written);

function take(option: RunOption, value: string, values: Record<string, string[]>): string | undefined {
  const { name, kind, wrong } = option;
  // An option of one value that is empty is one that was not given; an empty entrypoint takes the image's away.
  if (value === '' && kind !== 'words') {
    if (kind === 'one') delete values[name];
    return kind === 'one' ? undefined : l10n.t('{0} needs a value.', String(flagsOf(option).at(0)));
  }
  const said = wrong?.(value);
  if (said !== undefined) return `${flagsOf(option).at(0)}: ${said}`;
  values[name] = kind === 'many' ? [...(values[name] ?? []), value] : [value];
  return undefined;
}

/** Why a line is none that runs a container. */
export const runLineSentences = {
  noCommand: () => l10n.t('A command begins with docker run, docker create or podman run.'),
  otherCommand: (verb: string) => l10n.t('"{0}" does not create a container. Use docker run or docker create.', verb),
  noImage: () => l10n.t('The command has no image. Put it after the options.'),
};
