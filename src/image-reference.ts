// The value registry/name:tag@digest, as Docker reads it. A leaf: knows neither engine nor Dockerfile.
// Grammar: github.com/distribution/reference.

export interface ImageReference {
  /** `docker.io`, `ghcr.io`, `localhost:5000` */
  readonly registry: string;
  /** Within the registry: `library/node`, `team/app` */
  readonly repository: string;
  readonly tag: string | undefined;
  /** `sha256:…` */
  readonly digest: string | undefined;
}

const pathComponent = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const domain = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?';
const namePattern = new RegExp(`^(?:(${domain})/)?(${pathComponent}(?:/${pathComponent})*)$`);
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/** Docker Hub has these names in references; the first is the normal one. */
const dockerHub = 'docker.io';
const dockerHubNames = new Set([dockerHub, 'index.docker.io']);

/** Longest name that a registry takes, in characters. */
const longestName = 255;

/** undefined: `text` is no reference. `node` is read as Docker Hub's `library/node`; a missing tag stays missing. */
export function parseImageReference(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  if (digest !== undefined && !digestPattern.test(digest)) return undefined;
  if (tag !== undefined && !tagPattern.test(tag)) return undefined;
  if (name.length > longestName || /^[0-9a-f]{64}$/.test(name)) return undefined;

  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  // Docker's rule: what comes before the first slash is a host if it looks like one.
  const hasRegistry = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const [, host, path] = namePattern.exec(hasRegistry ? name : `${dockerHub}/${name}`) ?? [];
  if (host === undefined || path === undefined) return undefined;
  if (!dockerHubNames.has(host)) return { registry: host, repository: path, tag, digest };
  return { registry: dockerHub, repository: path.includes('/') ? path : `library/${path}`, tag, digest };
}

/** As people write it: without `docker.io/library/`, with tag and digest where they are. */
export function formatImageReference({ registry, repository, tag, digest }: ImageReference): string {
  const name = registry === dockerHub ? repository.replace(/^library\/(?=[^/]+$)/, '') : `${registry}/${repository}`;
  return `${name}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/**
 * By which BuildKit compares names of images and contexts: Docker Hub's own in short, without the tag `latest`. undefined: no
 * reference.
 */
export function familiarName(text: string): string | undefined {
  const reference = parseImageReference(text);
  return reference && formatImageReference(reference).replace(/:latest$/, '');
}

/** The same reference with the tag `latest` where neither a tag nor a digest is given, as Docker does it. */
export function withDefaultTag(reference: ImageReference): ImageReference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}
