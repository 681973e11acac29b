// A pasted `docker build …` line (docker buildx build, podman build, several lines with backslashes): parsed into the options of a
// build, never executed.
import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { mayBeSecret } from '../../dockerfile/knowledge/hidden-values.ts';
import { asWritten, type LineFlag, type LineFlags, takeFlag, takeProgram } from '../options/line-flags.ts';
import { readShellLine, type ShellVariables, unknownIn } from '../options/shell-line.ts';
import { csvField, csvPairs } from '../text/csv.ts';
import { type BuildField, buildField, buildFields, withWords } from './fields.ts';
import { type BuildPlace, isFolder, lineFolder, profilePath } from './line-folder.ts';
import { type RememberedProfile, tagsOf } from './profiles.ts';

/** Why a line is none that builds, or what of it is left out. */
export const buildLineSentences = {
  noCommand: () => l10n.t('A command begins with docker build, docker buildx build or podman build.'),
  noContext: () => l10n.t('The command has no build context. Put the folder after the options, for example a dot.'),
  twoContexts: (contexts: string) => l10n.t('The command has more than one build context: {0}.', contexts),
  otherCommand: (verb: string) =>
    l10n.t('"{0}" does not build an image. Use docker build or docker buildx build.', verb),
  noSuchOption: (flag: string) => l10n.t('docker build has no option {0}.', flag),
  otherForm: (flag: string, dockerfile: string) => l10n.t('{0} (this form is of {1})', flag, dockerfile),
  noValue: (flag: string) => l10n.t('{0} needs a value.', flag),
};

export interface PastedBuild {
  readonly profile: RememberedProfile;
  /** What was not taken, as it stands in the line. */
  readonly leftOut: readonly string[];
}

/** What is known and means nothing here, with whether a value follows. */
const notTaken: Readonly<Record<string, boolean>> = {
  allow: true,
  annotation: true,
  attest: true,
  'cache-to': true,
  call: true,
  'cgroup-parent': true,
  check: false,
  compress: false,
  'cpu-period': true,
  'cpu-quota': true,
  'cpu-shares': true,
  'cpuset-cpus': true,
  'cpuset-mems': true,
  debug: false,
  'disable-content-trust': false,
  'force-rm': false,
  iidfile: true,
  isolation: true,
  memory: true,
  'memory-swap': true,
  'metadata-file': true,
  'no-cache-filter': true,
  policy: true,
  print: true,
  progress: true,
  provenance: true,
  push: false,
  quiet: false,
  rm: false,
  sbom: true,
  'security-opt': true,
  squash: false,
  ulimit: true,
  // Podman's.
  authfile: true,
  creds: true,
  env: true,
  format: true,
  ignorefile: true,
  jobs: true,
  layers: false,
  'squash-all': false,
  'tls-verify': false,
  userns: true,
  volume: true,
};
const letters: Readonly<Record<string, string>> = {
  t: 'tag',
  f: 'file',
  o: 'output',
  q: 'quiet',
  D: 'debug',
  m: 'memory',
  c: 'cpu-shares',
  v: 'volume',
};

const fieldOfFlag: ReadonlyMap<string, BuildField> = new Map(
  buildFields.flatMap((field) =>
    [...field.flag.matchAll(/--([\w-]+)/g)].map(([, flag]) => [String(flag), field] as const),
  ),
);

interface Reading {
  /** What stands in the line, by the names of fields. */
  readonly given: Map<BuildField['name'], string[]>;
  file: string | undefined;
  readonly leftOut: string[];
}

/**
 * `known`: what stands for `$PWD`, `$HOME`, and for build arguments without a value; `before`: has the values that a line does
 * not show.
 */
export function parseBuildLine(
  text: string,
  known: ShellVariables,
  place: BuildPlace,
  before: RememberedProfile,
): PastedBuild | { readonly wrong: string } {
  const line = readShellLine(text, known);
  if ('wrong' in line) return line;
  const words = [...line.words];
  const reading: Reading = { given: new Map(), file: undefined, leftOut: [] };
  const { leftOut } = reading;
  if (!takeProgram(words, leftOut)) return { wrong: buildLineSentences.noCommand() };
  // It is how all builds are done here.
  if (leftOut[0] === 'DOCKER_BUILDKIT=1') leftOut.shift();
  const flags = flagsInto(reading);
  const wrongVerb = takeVerb(words, flags, leftOut);
  if (wrongVerb !== undefined) return { wrong: wrongVerb };
  const contexts: string[] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') contexts.push(...words.splice(0));
    else if (word === '-' || !word.startsWith('-')) contexts.push(word);
    else {
      const wrong = takeFlag(word, words, flags, leftOut);
      if (wrong !== undefined) return { wrong };
    }
  }
  const [context] = contexts;
  if (context === undefined) return { wrong: buildLineSentences.noContext() };
  if (contexts.length > 1) return { wrong: buildLineSentences.twoContexts(contexts.map(asWritten).join(', ')) };
  if (line.rest !== '') leftOut.push(line.rest);
  const from = takePlace(reading, context, place, before);
  takeSources(reading, from, known, place);
  takeArguments(reading, known, before);
  return profileOf(reading, place, before);
}

/** `build`, `image build`, `buildx build` and its own options before the verb; answers what is wrong. */
function takeVerb(words: string[], flags: LineFlags, leftOut: string[]): string | undefined {
  let verb = words.shift();
  if (verb === 'image' || verb === 'builder' || verb === 'buildx') {
    while (words[0]?.startsWith('-')) {
      const wrong = takeFlag(String(words.shift()), words, flags, leftOut);
      if (wrong !== undefined) return wrong;
    }
    verb = words.shift();
  }
  return verb === 'build' || verb === 'b' ? undefined : buildLineSentences.otherCommand(verb ?? '');
}

function flagsInto(reading: Reading): LineFlags {
  const { given, leftOut } = reading;
  const toField = (field: BuildField): LineFlag => {
    const { name, kind } = field;
    if (kind === 'switch') {
      const set = (isOn: boolean) => {
        if (isOn) given.set(name, ['true']);
        else given.delete(name);
      };
      return { kind: 'switch', set };
    }
    const take = (value: string) => {
      if (value === '' && kind === 'many') return buildLineSentences.noValue(flagOf(field));
      given.set(name, kind === 'many' ? [...(given.get(name) ?? []), value] : [value].filter(Boolean));
      return undefined;
    };
    return { kind: 'value', take };
  };
  const own: Readonly<Record<string, LineFlag>> = {
    file: {
      kind: 'value',
      take: (value) => {
        reading.file = value || undefined;
        return undefined;
      },
    },
    // Into the engine: all builds go there.
    load: { kind: 'switch', set: (isOn) => void (isOn || leftOut.push('--load=false')) },
    output: {
      kind: 'value',
      take: (value) => {
        if (!/^type=(?:docker|image)$/.test(value)) leftOut.push(`--output ${value}`);
        return undefined;
      },
    },
  };
  const named = (name: string): LineFlag | undefined => {
    const field = fieldOfFlag.get(name);
    if (field) return toField(field);
    if (Object.hasOwn(own, name)) return own[name];
    return Object.hasOwn(notTaken, name) ? { kind: 'left', hasValue: notTaken[name] === true } : undefined;
  };
  return {
    named,
    ofLetter: (letter) => (Object.hasOwn(letters, letter) ? named(String(letters[letter])) : undefined),
    isUnknown: (written) => buildLineSentences.noSuchOption(written),
  };
}

const flagOf = ({ flag }: BuildField) => String(flag.split(' ')[0]);

/** Which Dockerfile and folder are meant; answers the folder from which other paths of the line begin. */
function takePlace({ given, file, leftOut }: Reading, context: string, place: BuildPlace, before: RememberedProfile) {
  const { dockerfile, workspaceFolder } = place;
  const isKnown = (path: string | undefined) => path === undefined || unknownIn(path).length === 0;
  const from = isKnown(file) && isKnown(context) ? lineFolder(file, context, place) : undefined;
  if (from === undefined && file !== undefined)
    leftOut.push(buildLineSentences.otherForm(`-f ${asWritten(file)}`, basename(dockerfile)));
  if (from !== undefined && isFolder(context)) {
    const own = file === undefined ? '' : profilePath(context, from, place);
    if (own !== '') given.set('context', [own]);
  } else {
    leftOut.push(asWritten(context));
    if (before.context !== undefined) given.set('context', [before.context]);
  }
  return from ?? workspaceFolder ?? dirname(dockerfile);
}

/** As the form has them, where Docker's command line has more ways to write them. */
function takeSources({ given, leftOut }: Reading, from: string, known: ShellVariables, place: BuildPlace): void {
  const change = (name: BuildField['name'], to: (word: string) => readonly string[]) => {
    const words = given.get(name);
    if (words) given.set(name, words.flatMap(to));
  };
  const drop = (name: BuildField['name'], word: string) => {
    leftOut.push(`${flagOf(buildField(name))} ${word}`);
    return [];
  };
  const path = (value: string) => profilePath(value, from, place) || '.';
  change('labels', (word) => [word.includes('=') ? word : `${word}=`]);
  // An engine builds for one at a time.
  change('platform', (word) => (word.includes(',') ? drop('platform', word) : [word]));
  change('network', (word) =>
    Object.hasOwn(buildField('network').choices ?? {}, word) ? [word] : drop('network', word),
  );
  change('ssh', (word) => (word.includes(',') ? drop('ssh', word) : [word]));
  change('buildContexts', (word) => {
    const [, name = '', source = ''] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
    return [name !== '' && isFolder(source) ? `${name}=${path(source)}` : word];
  });
  change('cacheFrom', (word) => {
    if (!word.includes('=')) return word.split(',').filter(Boolean);
    const { type, ref, ...more } = Object.fromEntries(csvPairs(word) ?? []);
    if (type === 'registry' && ref !== undefined && Object.keys(more).length === 0) return [ref];
    return given.has('builder') ? [word] : drop('cacheFrom', word);
  });
  change('secrets', (word) => {
    const { id, type, env, src, source } = Object.fromEntries(csvPairs(word) ?? []);
    const file = src ?? source;
    if (!id) return [word];
    // As buildx does it: without a source it is the variable of that name, or else the file.
    const variable = env ?? (type === 'env' ? file : file === undefined && Object.hasOwn(known, id) ? id : undefined);
    const from = variable === undefined ? `src=${path(file ?? id)}` : `env=${variable}`;
    return [[`id=${id}`, from].map(csvField).join(',')];
  });
}

/** One without a value has the one that the form has, if lines do not show it, or else that of the environment. */
function takeArguments({ given, leftOut }: Reading, known: ShellVariables, before: RememberedProfile): void {
  const { buildArgs = {}, withheldArgs = [] } = before;
  const own = (values: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  const words = (given.get('buildArgs') ?? []).flatMap((word) => {
    if (word.includes('=')) return [word];
    const kept = own(buildArgs, word);
    const value = kept !== undefined && mayBeSecret(word, kept) ? kept : own(known, word);
    if (value !== undefined) return [`${word}=${value}`];
    if (!withheldArgs.includes(word)) leftOut.push(`--build-arg ${word}`);
    return [];
  });
  given.set('buildArgs', words);
}

function profileOf(
  { given, leftOut }: Reading,
  { dockerfile }: BuildPlace,
  before: RememberedProfile,
): PastedBuild | { readonly wrong: string } {
  const { name, withheldArgs, tags: tagsBefore } = before;
  let profile: RememberedProfile = { name, ...(withheldArgs ? { withheldArgs } : {}) };
  // With a builder, other contexts and sources of cache are right.
  for (const field of [...buildFields].reverse()) {
    const words = given.get(field.name) ?? [];
    for (const word of words) {
      const wrong = field.wrong?.(word, profile);
      if (wrong !== undefined) return { wrong: `${flagOf(field)}: ${wrong}` };
    }
    profile = withWords(profile, field, words);
  }
  // A line always names the image: that of a form which does not is the usual name.
  const { tags = [], ...rest } = profile;
  const usual = [rest, ...(tagsBefore === undefined ? [before] : [])].map((each) =>
    tagsOf({ dockerfile }, each).join(),
  );
  return { profile: usual.includes(tags.join()) ? rest : profile, leftOut };
}
