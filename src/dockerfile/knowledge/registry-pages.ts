// The pages that registries have for people, by the registry's host. Others have none that is known.
import type { ImageReference } from '../../image-reference.ts';

/** undefined where there is none. */
export function registryPage({ registry, repository }: ImageReference): string | undefined {
  return pages.find(({ host }) => host.test(registry))?.page(repository, registry);
}

const pages: readonly {
  readonly host: RegExp;
  page(repository: string, registry: string): string | undefined;
}[] = [
  {
    host: /^docker\.io$/,
    page: (repository) =>
      repository.startsWith('library/')
        ? `https://hub.docker.com/_/${repository.slice('library/'.length)}`
        : `https://hub.docker.com/r/${repository}`,
  },
  { host: /^mcr\.microsoft\.com$/, page: (repository) => `https://mcr.microsoft.com/artifact/mar/${repository}` },
  {
    host: /^ghcr\.io$/,
    page: (repository) => {
      const [owner, project, ...more] = repository.split('/');
      if (owner === undefined || project === undefined) return undefined;
      return `https://github.com/${owner}/${project}/pkgs/container/${[project, ...more].join('%2F')}`;
    },
  },
  { host: /^quay\.io$/, page: (repository) => `https://quay.io/repository/${repository}` },
  { host: /^public\.ecr\.aws$/, page: (repository) => `https://gallery.ecr.aws/${repository}` },
  // These show the folder themselves.
  {
    host: /^(?:[a-z]+\.)?gcr\.io$|^[a-z0-9-]+-docker\.pkg\.dev$/,
    page: (repository, registry) => `https://${registry}/${repository}`,
  },
  {
    host: /^registry\.gitlab\.com$/,
    page: (repository) => `https://gitlab.com/${repository.split('/').slice(0, 2).join('/')}/container_registry`,
  },
];
