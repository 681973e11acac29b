// The form of a build: a list whose first row builds, so that the common case is one Enter; each other row shows an option
// and asks for it. Asks only; builds nothing.
import type { BuildProfile } from '../builds/profile.ts';
import {
  buildNetworks,
  cacheFromProblem,
  extraHostProblem,
  platformProblem,
  sizeProblem,
  tagProblem,
} from '../builds/profile-problem.ts';
import { argumentsSummary, askBuildArguments, type FileArgument } from './build-form-arguments.ts';
import { agentsSummary, askAgents, askSecrets, secretsSummary } from './build-form-secrets.ts';
import { dockerBuildLine } from './build-line.ts';
import { Cancelled, type Choice, type Host } from './host.ts';
import { joinWords, splitWords } from './shell-words.ts';

export type BuildAction = 'build' | 'copy' | 'save';

export interface BuildForm {
  readonly title: string;
  readonly hint: string;
  /** Absolute path. */
  readonly dockerfile: string;
  readonly proposed: BuildProfile;
  /** Names of build arguments of the last time, whose values are not kept. */
  readonly withheldArgs: readonly string[];
  /** Names of the file's stages. */
  readonly stages: readonly string[];
  /** The file's ARGs. */
  readonly arguments: readonly FileArgument[];
  /** The names that the image gets. */
  tags(profile: BuildProfile): readonly string[];
}

export type Edit = (profile: BuildProfile) => Promise<BuildProfile>;

/** Comes back once the user chose to build, to copy or to save; throws `Cancelled` if the form is left. */
export async function askForBuild(
  host: Host,
  form: BuildForm,
): Promise<{ readonly action: BuildAction; readonly profile: BuildProfile }> {
  let profile = form.proposed;
  for (;;) {
    const chosen = await host.pick(form.title, form.hint, formRows(host, form, profile));
    if (typeof chosen === 'string') return { action: chosen, profile };
    try {
      profile = await chosen(profile);
    } catch (error) {
      // Leaving one question goes back to the form, not out of it.
      if (!(error instanceof Cancelled)) throw error;
    }
  }
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

function formRows(host: Host, form: BuildForm, profile: BuildProfile): Choice<BuildAction | Edit>[] {
  const row = (label: string, icon: string, description: string, value: Edit) => ({ label, icon, description, value });
  const toggle =
    (field: 'noCache' | 'pull'): Edit =>
    async (now) =>
      withField(now, field, !now[field]);
  const { context, tags, target, platform, network, extraHosts, shmSize, cacheFrom, builder } = profile;
  return [
    { label: 'Build', icon: 'tools', description: form.tags(profile).join(', '), value: 'build' },
    row('Context Folder', 'folder', context ?? 'the Dockerfile’s own', askContext(host)),
    row('Tags', 'tag', tags?.join(', ') ?? `${form.tags(profile).join(', ')} (from the folder’s name)`, askTags(host)),
    row('Target', 'layers', target ?? 'the last stage', askTarget(host, form)),
    row('Build Arguments', 'symbol-variable', argumentsSummary(profile, form), askBuildArguments(host, form)),
    row('Platform', 'chip', platform ?? 'the engine’s own', askPlatform(host)),
    row('Labels', 'bookmark', Object.keys(profile.labels ?? {}).join(', ') || 'none', askLabels(host)),
    row('Secrets', 'key', secretsSummary(profile), askSecrets(host, form.dockerfile)),
    row('SSH', 'lock', agentsSummary(profile), askAgents(host)),
    // A toggle needs no question.
    row('No Cache', 'sync', profile.noCache ? 'yes: every step runs again (--no-cache)' : 'no', toggle('noCache')),
    row('Pull', 'cloud-download', profile.pull ? 'yes: newer base images are fetched (--pull)' : 'no', toggle('pull')),
    row('Network', 'type-hierarchy', network ?? 'default', askNetwork(host)),
    row('Extra Hosts', 'server', extraHosts?.join(', ') ?? 'none', askExtraHosts(host)),
    row('Shared Memory', 'database', shmSize ?? 'the engine’s own (64m)', askShmSize(host)),
    row('Cache From', 'history', cacheFrom?.join(', ') ?? 'this engine only', askCacheFrom(host)),
    row('Builder', 'server-process', builder ?? 'the engine’s own', askBuilder(host)),
    {
      label: 'Copy as docker build Line',
      icon: 'copy',
      description: dockerBuildLine(profile, form.dockerfile, form.tags(profile)),
      value: 'copy',
    },
    { label: 'Save as a Profile', icon: 'save', description: 'keeps these options in the settings', value: 'save' },
  ];
}

/** Several words in one box, each with a look at it. */
function askList(
  host: Host,
  field: 'tags' | 'extraHosts' | 'cacheFrom',
  question: { readonly title: string; readonly prompt: string; readonly placeholder: string },
  problem: (word: string, profile: BuildProfile) => string | undefined,
): Edit {
  return async (profile) => {
    const text = await host.ask({
      ...question,
      value: joinWords(profile[field] ?? []),
      validate(answer) {
        const words = splitWords(answer);
        if ('wrong' in words) return words.wrong;
        return words.map((word) => problem(word, profile)).find((wrong) => wrong !== undefined);
      },
    });
    const words = splitWords(text);
    return withField(profile, field, 'wrong' in words ? [] : words);
  };
}

const askTags = (host: Host): Edit =>
  askList(
    host,
    'tags',
    {
      title: 'Tags',
      prompt: 'Names for the image, with spaces between several. Empty: the folder’s name.',
      placeholder: 'shop:latest shop:1.2',
    },
    tagProblem,
  );

const askExtraHosts = (host: Host): Edit =>
  askList(
    host,
    'extraHosts',
    {
      title: 'Extra Hosts',
      prompt: 'NAME:ADDRESS that the steps of the build know, with spaces between several. Empty: none.',
      placeholder: 'db:10.0.0.5 me:host-gateway',
    },
    extraHostProblem,
  );

const askCacheFrom = (host: Host): Edit =>
  askList(
    host,
    'cacheFrom',
    {
      title: 'Cache From',
      prompt: 'Images whose layers may be used again, with spaces between several. Empty: none.',
      placeholder: 'registry.example.com/shop:cache',
    },
    (source, { builder }) => cacheFromProblem(source, builder !== undefined),
  );

const askContext =
  (host: Host): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: 'Context Folder',
      prompt:
        'The folder whose files the build sees, from the Dockerfile’s folder: .. is the one above. Empty: its own.',
      value: profile.context ?? '',
      placeholder: '..',
    });
    return withField(profile, 'context', text.trim());
  };

const askTarget =
  (host: Host, { stages }: BuildForm): Edit =>
  async (profile) => {
    const target = await host.pick('Target', 'Up to which stage it is built', [
      { label: 'the last stage', value: '' },
      ...stages.map((stage) => ({ label: stage, icon: 'layers', value: stage })),
    ]);
    return withField(profile, 'target', target);
  };

const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];

const askPlatform =
  (host: Host): Edit =>
  async (profile) => {
    const chosen = await host.pick<string | undefined>('Platform', 'For which kind of machine', [
      { label: 'the engine’s own', value: '' },
      ...platforms.map((platform) => ({ label: platform, icon: 'chip', value: platform })),
      { label: 'Another…', value: undefined },
    ]);
    const platform =
      chosen ??
      (await host.ask({
        title: 'Platform',
        prompt: 'System and processor',
        value: profile.platform ?? '',
        placeholder: 'linux/riscv64',
        validate: (text) => platformProblem(text.trim()),
      }));
    return withField(profile, 'platform', platform.trim());
  };

const askLabels =
  (host: Host): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: 'Labels',
      prompt: 'NAME=value, with spaces between several and quotes around spaces. Empty: none.',
      value: joinWords(Object.entries(profile.labels ?? {}).map(([name, value]) => `${name}=${value}`)),
      placeholder: 'org.opencontainers.image.version=1.2',
      validate: (answer) => wrongOf(parsePairs(answer)),
    });
    const labels = parsePairs(text);
    return withField(profile, 'labels', 'wrong' in labels ? {} : Object.fromEntries(labels));
  };

/** `NAME=value "OTHER=two words"`. */
function parsePairs(text: string): (readonly [string, string])[] | { readonly wrong: string } {
  const words = splitWords(text);
  if ('wrong' in words) return words;
  const bad = words.find((word) => !/^[^\s=]+=/.test(word));
  if (bad !== undefined) return { wrong: `"${bad}" has no value. Write NAME=value, with quotes around spaces.` };
  return words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const);
}

function wrongOf(answer: object): string | undefined {
  return 'wrong' in answer ? String(answer.wrong) : undefined;
}

const networkWords: Readonly<Record<(typeof buildNetworks)[number], string>> = {
  default: 'default: the internet, as usual',
  none: 'none: the steps reach nothing',
  host: 'host: that of the engine’s machine',
};

const askNetwork =
  (host: Host): Edit =>
  async (profile) => {
    const network = await host.pick(
      'Network',
      'What the steps of the build reach',
      buildNetworks.map((value) => ({ label: networkWords[value], value })),
    );
    return withField(profile, 'network', network === 'default' ? undefined : network);
  };

const askShmSize =
  (host: Host): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: 'Shared Memory',
      prompt:
        'Size of /dev/shm in the steps of the build; Docker before version 23 leaves it as it is. Empty: the engine’s own.',
      value: profile.shmSize ?? '',
      placeholder: '256m',
      validate: (answer) => (answer.trim() === '' ? undefined : sizeProblem(answer.trim())),
    });
    return withField(profile, 'shmSize', text.trim());
  };

const askBuilder =
  (host: Host): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: 'Builder',
      prompt:
        'A builder of docker buildx, which must be installed ("docker buildx ls" lists them). Empty: the engine’s own.',
      value: profile.builder ?? '',
      placeholder: 'big-machine',
      validate: (answer) =>
        /^([a-z][\w.-]*)?$/i.test(answer.trim()) ? undefined : 'A builder’s name has letters, digits, dots and dashes.',
    });
    return withField(profile, 'builder', text.trim());
  };
