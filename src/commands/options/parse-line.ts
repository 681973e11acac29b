// A pasted `docker run …` line (docker create, podman, several lines with backslashes): parsed into a run, never executed.
import * as l10n from '@vscode/l10n';
import { wrongReference } from '../text/image-names.ts';
import { flagsOf, optionNamed, optionOfLetter } from './index.ts';
import type { Run, RunOption } from './option.ts';
import { readShellLine, type ShellVariables, unknown, unknownIn } from './shell-line.ts';

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

const programs = /^(?:.*[/\\])?(?:docker|podman|nerdctl|finch)(?:\.exe)?$/i;

/** `known`: what stands for `$PWD`, `$HOME` and the like. */
export function parseRunLine(text: string, known: ShellVariables): PastedRun | { readonly wrong: string } {
  const line = readShellLine(text, known);
  if ('wrong' in line) return line;
  const words = [...line.words];
  const leftOut: string[] = [];
  // What a prompt and a shell put before it.
  while (words.length > 0 && /^(?:[$#>%]|sudo|[A-Za-z_]\w*=.*)$/.test(String(words[0]))) {
    const word = String(words.shift());
    if (word.includes('=')) leftOut.push(word);
  }
  if (!programs.test(String(words.shift())))
    return { wrong: l10n.t('A command begins with docker run, docker create or podman run.') };
  for (let word = words[0]; word?.startsWith('-'); word = words[0]) {
    words.shift();
    const value = /^(?:-[Hcl]|--(?:host|context|config|log-level|tlscacert|tlscert|tlskey|connection|url))$/.test(word);
    leftOut.push(value ? `${word} ${words.shift()}` : word);
  }
  if (words[0] === 'container') words.shift();
  const verb = words.shift();
  if (verb !== 'run' && verb !== 'create')
    return { wrong: l10n.t('"{0}" does not create a container. Use docker run or docker create.', verb ?? '') };
  const values: Record<string, string[]> = {};
  const wrong = readFlags(words, values, leftOut);
  if (wrong !== undefined) return { wrong };
  const image = words.shift();
  if (image === undefined) return { wrong: l10n.t('The command has no image. Put it after the options.') };
  const [inImage] = unknownIn(image);
  if (inImage !== undefined)
    return { wrong: l10n.t('The value of {0} is not known here. Enter its value instead.', inImage) };
  const wrongImage = wrongReference(image);
  if (wrongImage !== undefined) return { wrong: `"${image}": ${wrongImage}` };
  if (verb === 'create') values.detach = ['true'];
  // A program gets what stands there; somebody should know that.
  leftOut.push(...words.flatMap(unknownIn), ...(line.rest === '' ? [] : [line.rest]));
  return { image, values, command: words.map(plain), leftOut };
}

const plain = (word: string) => word.replaceAll(unknown, '');

/** Takes the options from the front of `words`; answers what is wrong. */
function readFlags(words: string[], values: Record<string, string[]>, leftOut: string[]): string | undefined {
  for (let word = words[0]; word?.startsWith('-') && word !== '-'; word = words[0]) {
    words.shift();
    if (word === '--') return undefined;
    const wrong = word.startsWith('--')
      ? longFlag(word, words, values, leftOut)
      : letters(word, words, values, leftOut);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function longFlag(
  word: string,
  words: string[],
  values: Record<string, string[]>,
  leftOut: string[],
): string | undefined {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals < 0 ? undefined : equals);
  const given = equals < 0 ? undefined : word.slice(equals + 1);
  const option = optionNamed(name);
  if (option) return take(option, given ?? (option.kind === 'switch' ? 'true' : words.shift()), word, values, leftOut);
  const hasValue = Object.hasOwn(notTaken, name) ? notTaken[name] : given === undefined ? undefined : true;
  if (hasValue === undefined) return l10n.t('docker run has no option {0}.', word);
  leftOut.push(hasValue && given === undefined ? `${word} ${words.shift() ?? ''}` : word);
  return undefined;
}

/** `-it`, `-p8080:80`, `-p=8080:80` */
function letters(
  word: string,
  words: string[],
  values: Record<string, string[]>,
  leftOut: string[],
): string | undefined {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const option = optionOfLetter(letter);
    const rest = word.slice(at + 1);
    if (option?.kind === 'switch') {
      const [, given = 'true'] = /^=(.*)$/.exec(rest) ?? [];
      const wrong = take(option, given, `-${letter}`, values, leftOut);
      if (wrong !== undefined || rest.startsWith('=')) return wrong;
      continue;
    }
    if (option)
      return take(option, rest === '' ? words.shift() : rest.replace(/^=/, ''), `-${letter}`, values, leftOut);
    const known = notTakenLetters[letter];
    if (known === undefined) return l10n.t('docker run has no option -{0}.', letter);
    if (notTaken[known]) {
      leftOut.push(`-${letter} ${rest === '' ? (words.shift() ?? '') : rest}`);
      return undefined;
    }
    leftOut.push(`-${letter}`);
  }
  return undefined;
}

function take(
  option: RunOption,
  value: string | undefined,
  written: string,
  values: Record<string, string[]>,
  leftOut: string[],
): string | undefined {
  const { name, kind, wrong } = option;
  if (value === undefined) return l10n.t('{0} needs a value.', written);
  if (value.includes(unknown)) {
    leftOut.push(plain(written.includes('=') ? written : `${written} ${value}`));
    return undefined;
  }
  if (kind === 'switch') {
    if (!/^(?:1|0|t|f|true|false)$/i.test(value)) return l10n.t('{0} must be true or false.', written);
    if (/^(?:1|t|true)$/i.test(value)) values[name] = ['true'];
    else delete values[name];
    return undefined;
  }
  // An option of one value that is empty is one that was not given; an empty entrypoint takes the image's away.
  if (value === '' && kind !== 'words') {
    if (kind === 'one') delete values[name];
    return kind === 'one' ? undefined : l10n.t('{0} needs a value.', written);
  }
  const said = wrong?.(value);
  if (said !== undefined) return `${flagsOf(option).at(0)}: ${said}`;
  values[name] = kind === 'many' ? [...(values[name] ?? []), value] : [value];
  return undefined;
}
