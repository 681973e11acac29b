// What is wrong with a build profile, in one sentence for the person who wrote it. Looks at nothing but the profile:
// whether files are there, the build says.
import { isIP } from 'node:net';
import { contextKind } from '../engine/buildkit/named-contexts.ts';
import { familiarName, parseImageReference } from '../image-reference.ts';
import { type BuildProfile, parseSize } from './profile.ts';

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
  return reference
    ? `The tag "${tag}" has a digest, which only the built image can tell. Write name:tag.`
    : `The tag "${tag}" is no name of an image. Write name:tag or host/name:tag in small letters, without spaces.`;
}

export function argumentNameProblem(name: string): string | undefined {
  return /^[^\s=]+$/.test(name)
    ? undefined
    : `The build argument "${name}" has no usable name. Write the name of an ARG of the Dockerfile.`;
}

export function platformProblem(platform: string): string | undefined {
  return /^[a-z0-9_.-]+(\/[a-z0-9_.-]+){1,2}$/i.test(platform)
    ? undefined
    : `The platform "${platform}" is none. Write system/processor, for example linux/arm64.`;
}

function labelProblem(name: string): string | undefined {
  return /^[^\s=]+$/.test(name) ? undefined : `The label "${name}" has no usable name. Write NAME=value.`;
}

export function extraHostProblem(entry: string): string | undefined {
  const [, name, address = ''] = /^([^\s:=]+)[:=](\S+)$/.exec(entry) ?? [];
  if (name !== undefined && (isIP(address.replace(/^\[(.*)\]$/, '$1')) !== 0 || address === 'host-gateway')) {
    return undefined;
  }
  const why = /^\d+$/.test(address) ? `names a port, where an address belongs` : 'is none';
  return `The extra host "${entry}" ${why}. Write name:address, for example db:10.0.0.5, or name:host-gateway for this machine.`;
}

export function sizeProblem(text: string): string | undefined {
  const bytes = parseSize(text);
  return bytes !== undefined && bytes > 0
    ? undefined
    : `The size "${text}" of shared memory is none. Write a number and a unit, for example 64m or 1g.`;
}

/** `withBuilder`: a builder of buildx takes `type=registry,ref=…`, too. */
export function cacheFromProblem(source: string, withBuilder: boolean): string | undefined {
  if (parseImageReference(source) || (withBuilder && /^type=\S+$/.test(source))) return undefined;
  return `The cache source "${source}" is no name of an image. Write name:tag${withBuilder ? ', or type=registry,ref=name:tag' : ''}.`;
}

/** `withBuilder`: a builder of buildx takes OCI layouts, too. */
export function buildContextProblem(name: string, source: string, withBuilder: boolean): string | undefined {
  if (familiarName(name) === undefined) {
    return `The build context "${name}" has no usable name. Write what FROM or --from calls it, in small letters.`;
  }
  if (source.trim() === '')
    return `The build context "${name}" is nothing. Write a folder, docker-image://name:tag or an address.`;
  const kind = contextKind(source);
  if (kind === 'image' && !parseImageReference(source.replace(/^docker-image:\/\//i, ''))) {
    return `The build context "${name}" names no image. Write docker-image://name:tag.`;
  }
  if (/^[a-z]+:\/\/[^/@]*:[^/@]*@/i.test(source)) {
    return `The build context "${name}" has a password in its address, which would be kept and shown. Leave it out, and give it as the secret GIT_AUTH_TOKEN.`;
  }
  if (kind === 'target') {
    return `The build context "${name}" is a target of Bake, which a single build does not know. Write a folder, docker-image://name:tag or an address.`;
  }
  if (kind === 'layout' && !withBuilder) {
    return `The build context "${name}" is an OCI layout, which needs a builder of buildx. Name one as "builder".`;
  }
  return undefined;
}

export function idProblem(what: string, id: string): string | undefined {
  return /^[^\s,="]+$/.test(id)
    ? undefined
    : `The ${what} "${id}" has no usable id. Write the id that RUN --mount names, without spaces.`;
}

const first = <T>(values: readonly T[] | undefined, problem: (value: T) => string | undefined): string | undefined =>
  values?.map(problem).find((wrong) => wrong !== undefined);

const problems: readonly ((profile: BuildProfile) => string | undefined)[] = [
  ({ name }) => (name.trim() === '' ? 'The build profile has no name. Give it one.' : undefined),
  ({ context }) =>
    context?.trim() === '' ? 'The context folder is empty. Write "." for the Dockerfile’s own folder.' : undefined,
  ({ buildContexts, builder }) =>
    first(Object.entries(buildContexts ?? {}), ([name, source]) =>
      buildContextProblem(name, source, builder !== undefined),
    ),
  ({ tags }) => first(tags, tagProblem),
  ({ target }) =>
    target !== undefined && !/^[^\s]+$/.test(target)
      ? `The target "${target}" is no stage. Write the name behind AS, or leave it out.`
      : undefined,
  ({ buildArgs }) => first(Object.keys(buildArgs ?? {}), argumentNameProblem),
  ({ platform }) => (platform === undefined ? undefined : platformProblem(platform)),
  ({ labels }) => first(Object.keys(labels ?? {}), labelProblem),
  ({ secrets }) =>
    first(secrets, (secret) => {
      const source = 'file' in secret ? secret.file : secret.variable;
      return (
        idProblem('secret', secret.id) ??
        (source === undefined || source.trim() === ''
          ? `The secret "${secret.id}" has no source. Give it a "file", or a "variable" of the environment.`
          : undefined)
      );
    }),
  ({ ssh }) => first(ssh, ({ id }) => idProblem('SSH agent', id)),
  ({ network }) =>
    network === undefined || (buildNetworks as readonly string[]).includes(network)
      ? undefined
      : `The network "${network}" is none that a build can use. Write default, none or host.`,
  ({ extraHosts }) => first(extraHosts, extraHostProblem),
  ({ shmSize }) => (shmSize === undefined ? undefined : sizeProblem(shmSize)),
  ({ cacheFrom, builder }) => first(cacheFrom, (source) => cacheFromProblem(source, builder !== undefined)),
  ({ builder }) =>
    builder !== undefined && !/^[a-z][\w.-]*$/i.test(builder)
      ? `The builder "${builder}" has no name of one. "docker buildx ls" lists the builders.`
      : undefined,
];
