// The questions behind the rows of the build form: each takes a profile and answers it with one option changed.

import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import {
  buildContextProblem,
  buildNetworks,
  cacheFromProblem,
  extraHostProblem,
  platformProblem,
  sizeProblem,
  tagProblem,
} from '../../builds/profile-problem.ts';
import type { Dialogs } from '../host/dialogs.ts';
import { joinWords, splitWords } from '../text/shell-words.ts';

export type Edit = (profile: BuildProfile) => Promise<BuildProfile>;

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

/** Several words in one box, each with a look at it. */
function askList(
  host: Dialogs,
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

export const askTags = (host: Dialogs): Edit =>
  askList(
    host,
    'tags',
    {
      title: l10n.t('Tags'),
      prompt: l10n.t('Names for the image. Separate several with spaces. Leave empty to use the folder name.'),
      placeholder: 'shop:latest shop:1.2',
    },
    tagProblem,
  );

export const askExtraHosts = (host: Dialogs): Edit =>
  askList(
    host,
    'extraHosts',
    {
      title: l10n.t('Extra Hosts'),
      prompt: l10n.t('NAME:ADDRESS for the build steps. Separate several with spaces.'),
      placeholder: 'db:10.0.0.5 me:host-gateway',
    },
    extraHostProblem,
  );

export const askCacheFrom = (host: Dialogs): Edit =>
  askList(
    host,
    'cacheFrom',
    {
      title: l10n.t('Cache From'),
      prompt: l10n.t('Images whose layers can be reused. Separate several with spaces.'),
      placeholder: 'registry.example.com/shop:cache',
    },
    (source, { builder }) => cacheFromProblem(source, builder !== undefined),
  );

export const askContext =
  (host: Dialogs): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: l10n.t('Context Folder'),
      prompt: l10n.t(
        'The folder with the files for the build, relative to the Dockerfile; .. is its parent. Leave empty to use the folder of the Dockerfile.',
      ),
      value: profile.context ?? '',
      placeholder: '..',
    });
    return withField(profile, 'context', text.trim());
  };

export const askBuildContexts =
  (host: Dialogs): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: l10n.t('Additional Contexts'),
      prompt: l10n.t(
        'NAME=folder, NAME=docker-image://name:tag or NAME=URL, for FROM NAME and --from=NAME. Separate several with spaces.',
      ),
      value: joinWords(Object.entries(profile.buildContexts ?? {}).map(([name, source]) => `${name}=${source}`)),
      placeholder: 'assets=../assets base=docker-image://alpine:3.20',
      validate: (answer) => {
        const contexts = parsePairs(answer);
        if ('wrong' in contexts) return contexts.wrong;
        return contexts
          .map(([name, source]) => buildContextProblem(name, source, profile.builder !== undefined))
          .find((problem) => problem !== undefined);
      },
    });
    const contexts = parsePairs(text);
    return withField(profile, 'buildContexts', 'wrong' in contexts ? {} : Object.fromEntries(contexts));
  };

export const askTarget =
  (host: Dialogs, { stages }: { readonly stages: readonly string[] }): Edit =>
  async (profile) => {
    const target = await host.pick(l10n.t('Target'), l10n.t('The stage to build up to'), [
      { label: l10n.t('the last stage'), value: '' },
      ...stages.map((stage) => ({ label: stage, icon: 'layers', value: stage })),
    ]);
    return withField(profile, 'target', target);
  };

const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];

export const askPlatform =
  (host: Dialogs): Edit =>
  async (profile) => {
    const chosen = await host.pick<string | undefined>(l10n.t('Platform'), l10n.t('The platform to build for'), [
      { label: l10n.t('engine default'), value: '' },
      ...platforms.map((platform) => ({ label: platform, icon: 'chip', value: platform })),
      { label: l10n.t('Other…'), value: undefined },
    ]);
    const platform =
      chosen ??
      (await host.ask({
        title: l10n.t('Platform'),
        prompt: l10n.t('Operating system and processor'),
        value: profile.platform ?? '',
        placeholder: 'linux/riscv64',
        validate: (text) => platformProblem(text.trim()),
      }));
    return withField(profile, 'platform', platform.trim());
  };

export const askLabels =
  (host: Dialogs): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: l10n.t('Labels'),
      prompt: l10n.t('NAME=value. Separate several with spaces, and quote values with spaces.'),
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
  if (bad !== undefined)
    return { wrong: l10n.t('"{0}" has no value. Use NAME=value, and quote values with spaces.', bad) };
  return words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const);
}

function wrongOf(answer: object): string | undefined {
  return 'wrong' in answer ? String(answer.wrong) : undefined;
}

const networkWords: Readonly<Record<(typeof buildNetworks)[number], string>> = {
  default: l10n.t('default: internet access'),
  none: l10n.t('none: no network'),
  host: l10n.t('host: the network of the engine’s machine'),
};

export const askNetwork =
  (host: Dialogs): Edit =>
  async (profile) => {
    const network = await host.pick(
      l10n.t('Network'),
      l10n.t('The network for build steps'),
      buildNetworks.map((value) => ({ label: networkWords[value], value })),
    );
    return withField(profile, 'network', network === 'default' ? undefined : network);
  };

export const askShmSize =
  (host: Dialogs): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: l10n.t('Shared Memory'),
      prompt: l10n.t('Size of /dev/shm in build steps. Ignored before Docker 23. Leave empty for the engine default.'),
      value: profile.shmSize ?? '',
      placeholder: '256m',
      validate: (answer) => (answer.trim() === '' ? undefined : sizeProblem(answer.trim())),
    });
    return withField(profile, 'shmSize', text.trim());
  };

export const askBuilder =
  (host: Dialogs): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: l10n.t('Builder'),
      prompt: l10n.t(
        'A docker buildx builder. buildx must be installed ("docker buildx ls" lists the builders). Leave empty for the engine default.',
      ),
      value: profile.builder ?? '',
      placeholder: 'big-machine',
      validate: (answer) =>
        /^([a-z][\w.-]*)?$/i.test(answer.trim())
          ? undefined
          : l10n.t('A builder name can have letters, digits, dots and dashes.'),
    });
    return withField(profile, 'builder', text.trim());
  };
