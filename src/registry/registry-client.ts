// RegistryClient over HTTP: knows the paths of the API and what their answers mean. Without an engine.
// Source: github.com/opencontainers/distribution-spec; Docker's registry API v2.

import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../errors.ts';
import { formatImageReference, type ImageReference, parseImageReference } from '../image-reference.ts';
import type { CredentialLookup } from './credential.ts';
import { previewDeletion } from './deletion.ts';
import { createExchange, type HttpAnswer } from './exchange.ts';
import { digestOf, type ImageManifest, isDigest, manifestAccept, readImageConfig, readManifest } from './manifests.ts';
import { pagePath, readPage } from './name-pages.ts';
import type { Manifest, Page, RegistryClient, RemoteImage, RepositoryName } from './registry-api.ts';
import { noRegistry, oddAnswers } from './registry-errors.ts';
import { registryOf } from './registry-host.ts';
import { createSession, type Session } from './session.ts';
import { createTrust, type TrustSource } from './trust.ts';

export { certificateFolders } from './trust.ts';

/** What cannot be asked of a registry, or what it does not list. */
export const requestSentences = {
  noListOfHub: () => l10n.t('Docker Hub does not list repositories. Search for an image instead.'),
  noListOfGitHub: () =>
    l10n.t('GitHub’s registry does not list repositories. Enter the image name: ghcr.io/owner/name.'),
  notRegistry: (registry: string) =>
    l10n.t(
      '"{0}" is not a registry. Enter its host, with the port if there is one: registry.example.com or localhost:5000.',
      registry,
    ),
  passwordRejected: (registry: string) =>
    l10n.t(
      '{0} rejects this user name and password. Some registries require an access token as the password.',
      registry,
    ),
  noList: (registry: string) =>
    l10n.t('{0} does not let you list its repositories. Enter the image name: {0}/name.', registry),
  repositories: () => l10n.t('the list of repositories'),
  tags: (repository: string) => l10n.t('the tags of {0}', repository),
  notImage: (name: string) => l10n.t('"{0}" is not a valid image name. Use registry/name:tag, in lowercase.', name),
};

export interface RegistryClientSource {
  readonly credentials: CredentialLookup;
  /** Read at the first request to a registry, and again after `forget`. */
  readonly trust: () => TrustSource | Promise<TrustSource>;
  /** Milliseconds for one request with its whole answer. */
  readonly patience?: number;
}

/** Bytes. The specification wants manifests of 4 MB to be taken. */
const limits = { manifest: 4 << 20, config: 8 << 20, list: 16 << 20 } as const;
const usualPageSize = 100;
const mostKnownImages = 1000;

/** They answer a catalogue with an error or with nothing. */
const withoutCatalog: Readonly<Record<string, string>> = {
  'docker.io': requestSentences.noListOfHub(),
  'ghcr.io': requestSentences.noListOfGitHub(),
};

export function createRegistryClient(source: RegistryClientSource): RegistryClient {
  const { credentials, patience = 20_000 } = source;
  const exchange = createExchange(patience);
  const sessions = new Map<string, Promise<Session>>();
  /** By repository and digest: what a digest names never changes. */
  const images = new Map<string, RemoteImage>();

  async function newSession(registry: string, lookup: CredentialLookup, offline = false): Promise<Session> {
    if (!/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/.test(registry)) {
      throw new EngineError('invalid', requestSentences.notRegistry(registry));
    }
    const trust = createTrust(await source.trust());
    return createSession({ registry, exchange, trust, credentials: lookup, offline });
  }

  function sessionOf(name: string): Promise<Session> {
    const registry = registryOf(name);
    const known = sessions.get(registry);
    if (known) return known;
    const session = newSession(registry, credentials);
    sessions.set(registry, session);
    session.catch(() => sessions.delete(registry));
    return session;
  }

  async function getManifest(
    { registry, repository, tag, digest }: ImageReference,
    signal: AbortSignal | undefined,
  ): Promise<Manifest & { image?: ImageManifest }> {
    checkName({ registry, repository, tag, digest });
    const session = await sessionOf(registry);
    const reference = digest ?? tag ?? 'latest';
    const what = imageWords({ registry, repository, tag, digest });
    const answer = await session.send(
      { ...manifestRequest(repository, reference, what), method: 'GET', limit: limits.manifest },
      signal,
    );
    const manifest = readManifest(answer.body, answer.headers['content-type']);
    if (!manifest) throw noRegistry(registry, l10n.t('{0}: not an image, or in an outdated format', what));
    checkDigest(answer.body, digest, registry);
    return digest === undefined ? manifest : { ...manifest, digest };
  }

  const client: RegistryClient = {
    checkAccess: async (registry, signal) => {
      const { challenge, encrypted, loggedIn } = await (await sessionOf(registry)).open(signal);
      const authentication = challenge === undefined ? 'none' : challenge.scheme === 'basic' ? 'basic' : 'token';
      return { authentication, loggedIn, encrypted };
    },

    verify: async (name, credential, signal) => {
      const session = await newSession(registryOf(name), async () => credential, true);
      await session.open(signal).catch((error) => {
        if (!isEngineError(error, 'registry-denied')) throw error;
        throw new EngineError('registry-denied', requestSentences.passwordRejected(registryOf(name)));
      });
      const { identityToken } = session;
      return identityToken === undefined ? credential : { kind: 'identity-token', identityToken };
    },

    repositories: async (name, { after, pageSize = usualPageSize } = {}, signal) => {
      const registry = registryOf(name);
      const why = withoutCatalog[registry];
      if (why !== undefined) throw new EngineError('unsupported', why);
      const session = await sessionOf(registry);
      const path = pagePath('/v2/_catalog', { after, pageSize });
      const what = requestSentences.repositories();
      const scope = 'registry:catalog:*';
      const request = { method: 'GET', path, scope, limit: limits.list, what } as const;
      const answer = await session.send(request, signal).catch(async (error) => {
        if (isEngineError(error, 'registry-denied')) {
          // Where the login itself is good, it is the list that nobody gets, or only an administrator.
          if (!(await session.open(signal)).loggedIn) throw error;
        } else if (!isEngineError(error, 'image-not-found') && !isEngineError(error, 'unsupported')) throw error;
        throw new EngineError('unsupported', requestSentences.noList(registry));
      });
      const isName = (repository: string) =>
        parseImageReference(`${registry}/${repository}`)?.repository === repository;
      return pageOf(answer, { registry, key: 'repositories', path, pageSize, isName, what });
    },

    tags: async ({ registry, repository }, { after, pageSize = usualPageSize } = {}, signal) => {
      checkName({ registry, repository, tag: undefined, digest: undefined });
      const session = await sessionOf(registry);
      const path = pagePath(`/v2/${repository}/tags/list`, { after, pageSize });
      const what = requestSentences.tags(repository);
      const answer = await session.send(
        { method: 'GET', path, scope: pullScope(repository), limit: limits.list, what },
        signal,
      );
      const isName = (tag: string) => /^\w[\w.-]{0,127}$/.test(tag);
      return pageOf(answer, { registry, key: 'tags', path, pageSize, isName, what });
    },

    digest: async (reference, signal) => {
      checkName(reference);
      const { registry, repository, tag, digest } = reference;
      const session = await sessionOf(registry);
      const answer = await session.send(
        {
          ...manifestRequest(repository, digest ?? tag ?? 'latest', imageWords(reference)),
          method: 'HEAD',
          limit: limits.manifest,
        },
        signal,
      );
      const found = answer.headers['docker-content-digest'];
      // Some registries say it for GET only.
      return isDigest(found) ? found : (await getManifest(reference, signal)).digest;
    },

    manifest: async (reference, signal) => {
      const { digest, mediaType, images: found } = await getManifest(reference, signal);
      return { digest, mediaType, images: found };
    },

    image: async (name, digest, signal) => {
      const key = `${name.registry}/${name.repository}@${digest}`;
      const known = images.get(key);
      if (known) return known;
      const { image } = await getManifest({ ...name, tag: undefined, digest }, signal);
      if (!image) {
        throw new EngineError('invalid', l10n.t('{0} has images for several platforms. Choose one.', key));
      }
      const { size, layers, config } = image;
      const facts = config
        ? await configOf(name, config.digest, signal)
        : { platform: undefined, createdAt: undefined };
      const found = { digest, size, layers, ...facts };
      images.set(key, found);
      if (images.size > mostKnownImages) images.delete(String(images.keys().next().value));
      return found;
    },

    previewDeletion: (reference, signal) => previewDeletion(client, reference, signal),

    deleteManifest: async ({ registry, repository }, digest, signal) => {
      checkName({ registry, repository, tag: undefined, digest });
      const session = await sessionOf(registry);
      const path = `/v2/${repository}/manifests/${digest}`;
      const scope = `repository:${repository}:delete`;
      const what = l10n.t('deleting images of {0}', repository);
      await session.send({ method: 'DELETE', path, scope, limit: limits.manifest, what }, signal);
    },

    wantsFewRequests: async (registry) => (await sessionOf(registry)).wantsFewRequests,

    forget: (registry) => {
      if (registry === undefined) sessions.clear();
      else sessions.delete(registryOf(registry));
    },

    close: () => exchange.close(),
  };
  return client;

  async function configOf({ registry, repository }: RepositoryName, digest: string, signal: AbortSignal | undefined) {
    const session = await sessionOf(registry);
    const path = `/v2/${repository}/blobs/${digest}`;
    const what = l10n.t('the configuration of the image {0}', repository);
    const { body } = await session.send(
      { method: 'GET', path, scope: pullScope(repository), limit: limits.config, what },
      signal,
    );
    checkDigest(body, digest, registry);
    return readImageConfig(body);
  }
}

const pullScope = (repository: string) => `repository:${repository}:pull`;

function manifestRequest(repository: string, reference: string, what: string) {
  const path = `/v2/${repository}/manifests/${reference}`;
  return { path, accept: manifestAccept, scope: pullScope(repository), what };
}

function imageWords({ repository, tag, digest }: ImageReference): string {
  return l10n.t('the image {0}', formatImageReference({ registry: 'docker.io', repository, tag, digest }));
}

/** It becomes a part of a path, which must lead nowhere else. */
function checkName(reference: ImageReference): void {
  const text = formatImageReference(reference);
  const parsed = parseImageReference(text);
  if (parsed?.repository === reference.repository) return;
  throw new EngineError('invalid', requestSentences.notImage(text));
}

/** What has another digest than it was asked by was changed on its way, or by the registry. */
function checkDigest(body: Buffer, wanted: string | undefined, registry: string): void {
  if (wanted === undefined || digestOf(body, wanted) === wanted) return;
  throw noRegistry(registry, oddAnswers.otherDigest());
}

function pageOf(
  { body, headers }: HttpAnswer,
  {
    registry,
    key,
    path,
    pageSize,
    isName,
    what,
  }: {
    registry: string;
    key: string;
    path: string;
    pageSize: number;
    isName: (name: string) => boolean;
    what: string;
  },
): Page<string> {
  const url = new URL(path, 'https://registry.invalid');
  const link = [headers.link ?? []].flat().join(', ') || undefined;
  const page = readPage(body, { key, link, url, pageSize, isName });
  if (!page) throw noRegistry(registry, l10n.t('{0}: unexpected content', what));
  return page;
}
