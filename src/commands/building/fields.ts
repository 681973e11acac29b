// The options of a build, as they are typed: one table for the form and for its page. Pure.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import {
  argumentNameProblem,
  buildContextProblem,
  buildNetworks,
  cacheFromProblem,
  extraHostProblem,
  idProblem,
  platformProblem,
  sizeProblem,
  tagProblem,
} from '../../builds/profile-problem.ts';
import type { BuildSecret, BuildSsh } from '../../engine/build-api.ts';
import type { OptionGroup } from '../options/option.ts';
import { csvField, csvFields } from '../text/csv.ts';

/** What is wrong with a word of an option. */
export const fieldSentences = {
  noPair: (word: string) => l10n.t('"{0}" has no value. Use NAME=value, and quote values with spaces.', word),
  noSecret: (word: string) => l10n.t('"{0}" is not a secret. Use id=ID,src=FILE or id=ID,env=VARIABLE.', word),
  builderName: () => l10n.t('A builder name can have letters, digits, dots and dashes.'),
};

export interface BuildField {
  readonly name: Exclude<keyof BuildProfile, 'name'>;
  readonly kind: 'switch' | 'one' | 'many';
  readonly group: Extract<OptionGroup, 'basics' | 'network' | 'security' | 'advanced'>;
  readonly flag: string;
  readonly label: string;
  /** What to type, in a sentence. */
  readonly prompt: string;
  readonly example: string;
  /** What can be chosen, with the words for it. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The choices are only the usual ones. */
  readonly isOpen?: true;
  /** As words: what is typed, or `true` of a switch. */
  readonly write: (profile: BuildProfile) => readonly string[];
  /** What is wrong with a word, or undefined. */
  readonly wrong?: (word: string, profile: BuildProfile) => string | undefined;
  /** Of words that are right, one or more. */
  readonly read: (words: readonly string[]) => unknown;
}

type Words = Pick<BuildField, 'group' | 'flag' | 'label' | 'prompt' | 'example'> &
  Partial<Pick<BuildField, 'choices' | 'isOpen' | 'wrong'>>;
type NameOf<Value> = {
  [Name in BuildField['name']]: NonNullable<BuildProfile[Name]> extends Value ? Name : never;
}[BuildField['name']];

const text = (name: NameOf<string>, words: Words): BuildField => ({
  ...words,
  name,
  kind: 'one',
  write: (profile) => (profile[name] === undefined ? [] : [String(profile[name])]),
  read: ([word]) => word,
});

const list = (name: NameOf<readonly string[]>, words: Words): BuildField => ({
  ...words,
  name,
  kind: 'many',
  write: (profile) => profile[name] ?? [],
  read: (all) => all,
});

const pairsOf = (record: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries(record).map(([key, value]) => `${key}=${value}`);

/** `wrong`: of a name and its value. */
const pairs = (
  name: NameOf<Readonly<Record<string, string>>>,
  words: Words,
  wrong: (key: string, value: string, profile: BuildProfile) => string | undefined = () => undefined,
): BuildField => ({
  ...words,
  name,
  kind: 'many',
  write: (profile) => pairsOf(profile[name]),
  wrong: (word, profile) => {
    const [, key = '', value = ''] = /^([^\s=]+)=([\s\S]*)$/.exec(word) ?? [];
    return key === '' ? fieldSentences.noPair(word) : wrong(key, value, profile);
  },
  read: (all) =>
    Object.fromEntries(all.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)])),
});

const toggle = (name: 'noCache' | 'pull', words: Pick<Words, 'flag' | 'label' | 'prompt'>): BuildField => ({
  ...words,
  name,
  kind: 'switch',
  group: 'basics',
  example: '',
  write: (profile) => (profile[name] ? ['true'] : []),
  read: () => true,
});

const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];

const networkWords: Readonly<Record<(typeof buildNetworks)[number], string>> = {
  default: l10n.t('default: internet access'),
  none: l10n.t('none: no network'),
  host: l10n.t('host: the network of the engine’s machine'),
};

/** In the order of the form. */
export const buildFields: readonly BuildField[] = [
  text('context', {
    group: 'basics',
    flag: '',
    label: l10n.t('Context Folder'),
    prompt: l10n.t(
      'The folder with the files for the build, relative to the Dockerfile; .. is its parent. Leave empty to use the folder of the Dockerfile.',
    ),
    example: '..',
  }),
  list('tags', {
    group: 'basics',
    flag: '-t --tag',
    label: l10n.t('Tags'),
    prompt: l10n.t('Names for the image. Separate several with spaces. Leave empty to use the folder name.'),
    example: 'shop:latest shop:1.2',
    wrong: tagProblem,
  }),
  text('target', {
    group: 'basics',
    flag: '--target',
    label: l10n.t('Target'),
    prompt: l10n.t('The stage to build up to'),
    example: '',
  }),
  pairs(
    'buildArgs',
    {
      group: 'basics',
      flag: '--build-arg',
      label: l10n.t('Build Arguments'),
      prompt: l10n.t('Values for the ARGs in the Dockerfile'),
      example: 'VERSION=1.2',
    },
    argumentNameProblem,
  ),
  text('platform', {
    group: 'basics',
    flag: '--platform',
    label: l10n.t('Platform'),
    prompt: l10n.t('The platform to build for'),
    example: 'linux/riscv64',
    choices: Object.fromEntries(platforms.map((platform) => [platform, platform])),
    isOpen: true,
    wrong: platformProblem,
  }),
  pairs('labels', {
    group: 'basics',
    flag: '--label',
    label: l10n.t('Labels'),
    prompt: l10n.t('NAME=value. Separate several with spaces, and quote values with spaces.'),
    example: 'org.opencontainers.image.version=1.2',
  }),
  {
    name: 'secrets',
    kind: 'many',
    group: 'security',
    flag: '--secret',
    label: l10n.t('Secrets'),
    prompt: l10n.t('id=ID,src=FILE or id=ID,env=VARIABLE, for RUN --mount=type=secret,id=ID.'),
    example: 'id=npm-token,src=./token.txt',
    write: ({ secrets = [] }) =>
      secrets.map((secret) =>
        [`id=${secret.id}`, 'file' in secret ? `src=${secret.file}` : `env=${secret.variable}`].map(csvField).join(','),
      ),
    wrong: (word) => {
      const secret = secretOf(word);
      return secret === undefined ? fieldSentences.noSecret(word) : idProblem('secret', secret.id);
    },
    read: (all) => all.flatMap((word) => secretOf(word) ?? []),
  },
  {
    name: 'ssh',
    kind: 'many',
    group: 'security',
    flag: '--ssh',
    label: l10n.t('SSH Agents'),
    prompt: l10n.t('Use default for your SSH agent, or ID=/path/to/its/socket. Separate several with spaces.'),
    example: 'default',
    write: ({ ssh = [] }) => ssh.map(({ id, socket }) => (socket === undefined ? id : `${id}=${socket}`)),
    wrong: (word) => idProblem('agent', agentOf(word).id),
    read: (all) => all.map(agentOf),
  },
  toggle('noCache', { flag: '--no-cache', label: l10n.t('No Cache'), prompt: l10n.t('Runs every step again') }),
  toggle('pull', { flag: '--pull', label: l10n.t('Pull'), prompt: l10n.t('Fetches newer base images') }),
  {
    ...text('network', {
      group: 'network',
      flag: '--network',
      label: l10n.t('Network'),
      prompt: l10n.t('The network for build steps'),
      example: '',
      choices: Object.fromEntries(buildNetworks.map((network) => [network, networkWords[network]])),
    }),
    read: ([word]) => (word === 'default' ? undefined : word),
  },
  list('extraHosts', {
    group: 'network',
    flag: '--add-host',
    label: l10n.t('Extra Hosts'),
    prompt: l10n.t('NAME:ADDRESS for the build steps. Separate several with spaces.'),
    example: 'db:10.0.0.5 me:host-gateway',
    wrong: extraHostProblem,
  }),
  text('shmSize', {
    group: 'advanced',
    flag: '--shm-size',
    label: l10n.t('Shared Memory'),
    prompt: l10n.t('Size of /dev/shm in build steps. Ignored before Docker 23. Leave empty for the engine default.'),
    example: '256m',
    wrong: sizeProblem,
  }),
  pairs(
    'buildContexts',
    {
      group: 'advanced',
      flag: '--build-context',
      label: l10n.t('Additional Contexts'),
      prompt: l10n.t(
        'NAME=folder, NAME=docker-image://name:tag or NAME=URL, for FROM NAME and --from=NAME. Separate several with spaces.',
      ),
      example: 'assets=../assets base=docker-image://alpine:3.20',
    },
    (name, source, { builder }) => buildContextProblem(name, source, builder !== undefined),
  ),
  list('cacheFrom', {
    group: 'advanced',
    flag: '--cache-from',
    label: l10n.t('Cache From'),
    prompt: l10n.t('Images whose layers can be reused. Separate several with spaces.'),
    example: 'registry.example.com/shop:cache',
    wrong: (source, { builder }) => cacheFromProblem(source, builder !== undefined),
  }),
  text('builder', {
    group: 'advanced',
    flag: '--builder',
    label: l10n.t('Builder'),
    prompt: l10n.t(
      'A docker buildx builder. buildx must be installed ("docker buildx ls" lists the builders). Leave empty for the engine default.',
    ),
    example: 'big-machine',
    wrong: (word) => (/^[a-z][\w.-]*$/i.test(word) ? undefined : fieldSentences.builderName()),
  }),
];

export function buildField(name: BuildField['name']): BuildField {
  const field = buildFields.find((each) => each.name === name);
  if (!field) throw new Error(`there is no field ${name}`);
  return field;
}

/** The profile with that field, or without it where there is nothing to say. */
export function withField<Field extends keyof BuildProfile>(
  profile: BuildProfile,
  field: Field,
  value: BuildProfile[Field] | undefined,
): BuildProfile {
  const { [field]: _old, ...rest } = profile;
  const isEmpty =
    value === undefined ||
    value === '' ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0);
  return (isEmpty ? rest : { ...rest, [field]: value }) as BuildProfile;
}

/** The profile with these words of a field, which are right; none: without it. */
export const withWords = (profile: BuildProfile, { name, read }: BuildField, words: readonly string[]): BuildProfile =>
  withField(profile, name, (words.length === 0 ? undefined : read(words)) as never);

function secretOf(word: string): BuildSecret | undefined {
  const fields = new Map(
    (csvFields(word) ?? []).map((field) => [field.replace(/=[\s\S]*$/, ''), field.slice(field.indexOf('=') + 1)]),
  );
  const id = fields.get('id');
  const file = fields.get('src') ?? fields.get('source');
  const variable = fields.get('env');
  if (!id || (!file && !variable)) return undefined;
  return file ? { id, file } : { id, variable: String(variable) };
}

function agentOf(word: string): BuildSsh {
  const equals = word.indexOf('=');
  return equals < 0 ? { id: word } : { id: word.slice(0, equals), socket: word.slice(equals + 1) };
}

/** What the row Done of a list leads to. */
export const backToOptions = l10n.t('back to the options');
