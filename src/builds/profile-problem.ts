// What is wrong with a build profile, in one sentence for the person who wrote it. Looks at nothing but the profile:
// whether files are there, the build says.

import { isIP } from 'node:net';
import * as l10n from '@vscode/l10n';
import { buildContextKind } from '../engine/buildkit/named-contexts.ts';
import { familiarName, parseImageReference } from '../image-reference.ts';
import { type BuildProfile, parseSize } from './profile.ts';

/** What is wrong with a part of a build profile, and what to write instead. */
export const profileSentences = {
  tagWithDigest: (tag: string) =>
    l10n.t('The tag "{0}" has a digest, but only a built image has one. Use name:tag.', tag),
  tag: (tag: string) =>
    l10n.t('The tag "{0}" is not a valid image name. Use name:tag or host/name:tag in lowercase, without spaces.', tag),
  argumentName: (name: string) =>
    l10n.t('The build argument name "{0}" is not valid. Use the name of an ARG in the Dockerfile.', name),
  platform: (platform: string) =>
    l10n.t('The platform "{0}" is not valid. Use system/processor, for example linux/arm64.', platform),
  labelName: (name: string) => l10n.t('The label name "{0}" is not valid. Use NAME=value.', name),
  portOfHost: (entry: string) =>
    l10n.t(
      'The extra host "{0}" has a port instead of an address. Use name:address, for example db:10.0.0.5, or name:host-gateway for this machine.',
      entry,
    ),
  extraHost: (entry: string) =>
    l10n.t(
      'The extra host "{0}" is not valid. Use name:address, for example db:10.0.0.5, or name:host-gateway for this machine.',
      entry,
    ),
  size: (size: string) =>
    l10n.t('The shared memory size "{0}" is not valid. Use a number and a unit, for example 64m or 1g.', size),
  cacheForBuilder: (source: string) =>
    l10n.t('The cache source "{0}" is not an image name. Use name:tag or type=registry,ref=name:tag.', source),
  cache: (source: string) => l10n.t('The cache source "{0}" is not an image name. Use name:tag.', source),
  contextName: (name: string) =>
    l10n.t('The build context name "{0}" is not valid. Use the name from FROM or --from, in lowercase.', name),
  emptyContext: (name: string) =>
    l10n.t('The build context "{0}" is empty. Use a folder, docker-image://name:tag or a URL.', name),
  noImage: (name: string) =>
    l10n.t('The build context "{0}" does not name an image. Use docker-image://name:tag.', name),
  password: (name: string) =>
    l10n.t(
      'The URL of the build context "{0}" contains a password, which would be saved and shown. Remove it, and use the secret GIT_AUTH_TOKEN instead.',
      name,
    ),
  bakeTarget: (name: string) =>
    l10n.t(
      'The build context "{0}" is a Bake target, which a single build does not support. Use a folder, docker-image://name:tag or a URL.',
      name,
    ),
  layout: (name: string) =>
    l10n.t('The build context "{0}" is an OCI layout, which needs a buildx builder. Set one as "builder".', name),
  secretId: (id: string) =>
    l10n.t('The secret ID "{0}" is not valid. Use the ID from RUN --mount, without spaces.', id),
  agentId: (id: string) =>
    l10n.t('The SSH agent ID "{0}" is not valid. Use the ID from RUN --mount, without spaces.', id),
  noName: () => l10n.t('The build profile has no name. Add one.'),
  noContext: () => l10n.t('The context folder is empty. Use "." for the folder of the Dockerfile.'),
  target: (name: string) =>
    l10n.t('The target "{0}" is not a valid stage name. Use the name after AS, or leave it out.', name),
  secretSource: (id: string) =>
    l10n.t('The secret "{0}" has no source. Set "file", or "variable" for an environment variable.', id),
  network: (name: string) => l10n.t('The network "{0}" is not available for builds. Use default, none or host.', name),
  builder: (name: string) =>
    l10n.t('The builder name "{0}" is not valid. Run "docker buildx ls" to list the builders.', name),
};

/** Of the steps' RUN instructions; BuildKit has no others. */
export const buildNetworks = ['default', 'none', 'host'] as const;

/** The first thing that is wrong, with what to write instead; undefined: nothing is. */
export function profileProblem(profile: BuildProfile): string | undefined {
  for (const problem of problems) {
    const wrong = problem(profile);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

export function tagProblem(tag: string): string | undefined {
  const reference = parseImageReference(tag);
  if (reference && reference.digest === undefined) return undefined;
  return reference ? profileSentences.tagWithDigest(tag) : profileSentences.tag(tag);
}

export function argumentNameProblem(name: string): string | undefined {
  return /^[^\s=]+$/.test(name) ? undefined : profileSentences.argumentName(name);
}

export function platformProblem(platform: string): string | undefined {
  return /^[a-z0-9_.-]+(\/[a-z0-9_.-]+){1,2}$/i.test(platform) ? undefined : profileSentences.platform(platform);
}

function labelProblem(name: string): string | undefined {
  return /^[^\s=]+$/.test(name) ? undefined : profileSentences.labelName(name);
}

export function extraHostProblem(entry: string): string | undefined {
  const [, name, address = ''] = /^([^\s:=]+)[:=](\S+)$/.exec(entry) ?? [];
  if (name !== undefined && (isIP(address.replace(/^\[(.*)\]$/, '$1')) !== 0 || address === 'host-gateway')) {
    return undefined;
  }
  return /^\d+$/.test(address) ? profileSentences.portOfHost(entry) : profileSentences.extraHost(entry);
}

export function sizeProblem(text: string): string | undefined {
  const bytes = parseSize(text);
  return bytes !== undefined && bytes > 0 ? undefined : profileSentences.size(text);
}

/** `withBuilder`: a builder of buildx takes `type=registry,ref=…`, too. */
export function cacheFromProblem(source: string, withBuilder: boolean): string | undefined {
  if (parseImageReference(source) || (withBuilder && /^type=\S+$/.test(source))) return undefined;
  return withBuilder ? profileSentences.cacheForBuilder(source) : profileSentences.cache(source);
}

/** `withBuilder`: a builder of buildx takes OCI layouts, too. */
export function buildContextProblem(name: string, source: string, withBuilder: boolean): string | undefined {
  if (familiarName(name) === undefined) {
    return profileSentences.contextName(name);
  }
  if (source.trim() === '') return profileSentences.emptyContext(name);
  const kind = buildContextKind(source);
  if (kind === 'image' && !parseImageReference(source.replace(/^docker-image:\/\//i, ''))) {
    return profileSentences.noImage(name);
  }
  if (/^[a-z]+:\/\/[^/@]*:[^/@]*@/i.test(source)) {
    return profileSentences.password(name);
  }
  if (kind === 'target') {
    return profileSentences.bakeTarget(name);
  }
  if (kind === 'layout' && !withBuilder) {
    return profileSentences.layout(name);
  }
  return undefined;
}

export function idProblem(what: 'secret' | 'agent', id: string): string | undefined {
  if (/^[^\s,="]+$/.test(id)) return undefined;
  return what === 'secret' ? profileSentences.secretId(id) : profileSentences.agentId(id);
}

const first = <T>(values: readonly T[] | undefined, problem: (value: T) => string | undefined): string | undefined =>
  values?.map(problem).find((wrong) => wrong !== undefined);

const problems: readonly ((profile: BuildProfile) => string | undefined)[] = [
  ({ name }) => (name.trim() === '' ? profileSentences.noName() : undefined),
  ({ context }) => (context?.trim() === '' ? profileSentences.noContext() : undefined),
  ({ buildContexts, builder }) =>
    first(Object.entries(buildContexts ?? {}), ([name, source]) =>
      buildContextProblem(name, source, builder !== undefined),
    ),
  ({ tags }) => first(tags, tagProblem),
  ({ target }) => (target !== undefined && !/^[^\s]+$/.test(target) ? profileSentences.target(target) : undefined),
  ({ buildArgs }) => first(Object.keys(buildArgs ?? {}), argumentNameProblem),
  ({ platform }) => (platform === undefined ? undefined : platformProblem(platform)),
  ({ labels }) => first(Object.keys(labels ?? {}), labelProblem),
  ({ secrets }) =>
    first(secrets, (secret) => {
      const source = 'file' in secret ? secret.file : secret.variable;
      return (
        idProblem('secret', secret.id) ??
        (source === undefined || source.trim() === '' ? profileSentences.secretSource(secret.id) : undefined)
      );
    }),
  ({ ssh }) => first(ssh, ({ id }) => idProblem('agent', id)),
  ({ network }) =>
    network === undefined || (buildNetworks as readonly string[]).includes(network)
      ? undefined
      : profileSentences.network(network),
  ({ extraHosts }) => first(extraHosts, extraHostProblem),
  ({ shmSize }) => (shmSize === undefined ? undefined : sizeProblem(shmSize)),
  ({ cacheFrom, builder }) => first(cacheFrom, (source) => cacheFromProblem(source, builder !== undefined)),
  ({ builder }) =>
    builder !== undefined && !/^[a-z][\w.-]*$/i.test(builder) ? profileSentences.builder(builder) : undefined,
];
