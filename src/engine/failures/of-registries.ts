// What engines say of registries: mostly the words of the registry, passed on.
import * as l10n from '@vscode/l10n';
import { presentable } from './presentable.ts';
import { named, table } from './sentence.ts';

const logIn = l10n.t('Log in to it first (Log In to a Registry, or docker login).');

export const registrySentences = table(() => [
  {
    id: 'not-for-platform',
    pattern:
      /\bno matching manifest for (\S+)|\bdoes not match the specified platform: wanted (\S+?),|\bdoes not match the specified platform \(([^)]+)\)|: no match for platform/i,
    kind: 'image-not-found',
    say: (match) => notForPlatform(named(match)),
    source: [
      'moby/moby daemon/internal/distribution/pull_v2.go',
      'moby/moby daemon/images/image.go',
      'containerd/containerd core/images/image.go',
    ],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'no-such-tag',
    // At the end the name of an image: much else is not found, too.
    pattern:
      /(?:^|: )manifest(?: for (\S+))? (?:unknown|not found)|(?:^|: )name unknown|(?:^|: )repository name not known|[\w.-][:/][\w./:@-]+: not found$/i,
    kind: 'image-not-found',
    say: (match) => noSuchTag(match[1]),
    source: [
      'moby/moby daemon/internal/distribution/errors.go',
      'moby/moby vendor/github.com/docker/distribution/registry/api/v2/errors.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'no-image-or-login',
    pattern: /(?:^|: )pull access denied for ([^\s,]+)/i,
    kind: 'image-not-found',
    say: (match) =>
      l10n.t(
        'The registry has no image "{0}", or it requires a login (Log In to a Registry, or docker login).',
        match[1] ?? '',
      ),
    source: ['moby/moby daemon/internal/distribution/errors.go', 'moby/moby daemon/containerd/image_pull.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'storage-quota',
    pattern: /(?:denied|unauthorized|forbidden|toomanyrequests|error from registry)\b.*(?:quota|upper limit|storage)/is,
    kind: 'registry-limit',
    say: l10n.t(
      'The registry’s storage quota for this account is used up. Delete old images there, or ask its owner for more space.',
    ),
    source: ['moby/moby vendor/github.com/docker/distribution/registry/api/errcode/register.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'rate-limit',
    pattern:
      /(?:^|: )toomanyrequests|\btoo many requests|\brate limit|\bunexpected status from \w+ request to \S+: 429\b/i,
    kind: 'registry-limit',
    say: l10n.t('The registry’s rate limit is reached. Try again later, or log in: accounts have a higher limit.'),
    source: [
      'moby/moby vendor/github.com/docker/distribution/registry/api/errcode/register.go',
      'containerd/containerd core/remotes/errors/errors.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'registry-status',
    pattern:
      /(?:received unexpected HTTP status:|error parsing HTTP|unexpected status from \w+ request to \S+:) (5\d\d)/i,
    kind: 'registry-failed',
    say: (match) => l10n.t('The registry has an internal error (status {0}). Try again later.', match[1] ?? ''),
    source: [
      'moby/moby vendor/github.com/docker/distribution/registry/client/errors.go',
      'containerd/containerd core/remotes/errors/errors.go',
    ],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'access-denied',
    pattern: /\brequested access to the resource is denied|\binsufficient_scope/i,
    kind: 'registry-denied',
    say: l10n.t(
      'The registry denies access to this image. Log in to it (Log In to a Registry, or docker login), or use a name that you may push to.',
    ),
    source: [
      'moby/moby vendor/github.com/docker/distribution/registry/api/errcode/register.go',
      'containerd/containerd core/remotes/docker/errdesc.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'login-rejected',
    pattern:
      /\bunauthorized\b|(?:^|: )no basic auth credentials|\bauthentication required|\bincorrect username or password|(?:^|: |\n)denied(?::|$)|error from registry: (?:denied|unauthorized)|\b403 (?:denied|forbidden)\b|\bpush access denied|\bstatus(?: code)?:? 40[13]\b|unexpected status from \w+ request to \S+: 40[13]\b/i,
    kind: 'registry-denied',
    say: l10n.t('The registry rejects these credentials, or requires a login. {0}', logIn),
    source: [
      'moby/moby vendor/github.com/docker/distribution/registry/client/auth/session.go',
      'moby/moby daemon/containerd/registry_errors.go',
      'containerd/containerd core/remotes/docker/pusher.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'request-refused',
    // Newer engines leave out the status and the code of a refusal: what is none of the registry's standard words about what
    // was sent is of the account.
    pattern:
      /(?:^|: )error from registry: (?!.*(?:manifest|blob|digest|upload|name|tag|operation|mount|content|pagination)\b.*(?:invalid|unknown|unsupported|match|exceed|found|interrupted))(.*)/is,
    kind: 'registry-denied',
    say: (match) => l10n.t('The registry rejected the request: {0}', presentable(match[1] ?? '')),
    source: [
      'moby/moby daemon/containerd/registry_errors.go',
      'distribution/distribution registry/api/errcode/register.go',
    ],
    engines: 'Docker 28 and 29',
  },
  {
    id: 'request-failed',
    pattern: /(?:^|: )error from registry: (.*)/is,
    kind: 'registry-failed',
    say: (match) => l10n.t('The registry rejected the request: {0}', presentable(match[1] ?? '')),
    source: ['moby/moby daemon/containerd/registry_errors.go'],
    engines: 'Docker 28 and 29',
  },
  {
    id: 'registry-unreachable-of-podman',
    // Podman leaves out who was asked. Podman's own answers come over a socket that works.
    pattern: /^(?:connection refused|no such host|i\/o timeout|no route to host|network is unreachable)$/i,
    kind: 'registry-unreachable',
    say: ({ input }) => cannotReach(undefined, networkReason(input)),
    source: ['containers/podman pkg/errorhandling/errorhandling.go'],
    engines: 'Podman 4 and 5',
  },
  {
    id: 'registry-unreachable',
    // Of Go's own libraries: net, net/http, crypto/tls.
    pattern:
      /(?:\blookup (\S+?)(?: on \S+)?: |\bdial tcp (\S+?): |(?:Get|Head|Post|Put|Patch) "?https?:\/\/([^/"\s]+))|: (?:no such host|i\/o timeout|net\/http: TLS handshake timeout)|\bx509: |\bserver gave HTTP response to HTTPS client|: network is unreachable/i,
    kind: 'registry-unreachable',
    say: ({ input }) => cannotReach(registryIn(input), networkReason(input)),
    source: ['golang/go src/net/net.go', 'golang/go src/net/http/transport.go', 'golang/go src/crypto/x509/verify.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
]);

export const lostInLayer = l10n.t(
  'The connection to the registry was lost while a layer was being transferred. Try again when the registry is reachable.',
);

/** What a pull or a push says that broke off, in the words of an archive that does. */
export const transferSentences = table(() => [
  {
    id: 'transfer-lost',
    pattern: /(?:^|: )unexpected EOF|\bshort read: expected \d+ bytes/i,
    kind: 'registry-unreachable',
    say: lostInLayer,
    source: ['golang/go src/io/io.go', 'containerd/containerd core/content/helpers.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
]);

export function cannotReach(registry: string | undefined, reason: string): string {
  return registry === undefined
    ? l10n.t('The engine cannot reach the registry: {0}. Check the name, the network and the engine’s proxy.', reason)
    : l10n.t(
        'The engine cannot reach the registry {0}: {1}. Check the name, the network and the engine’s proxy.',
        registry,
        reason,
      );
}

function registryIn(words: string): string | undefined {
  const patterns = [/https?:\/\/([^/"\s]+)/, /lookup (\S+?)(?: on|:)/, /dial tcp (\S+): /];
  return patterns.map((pattern) => pattern.exec(words)?.[1]).find((each) => each !== undefined);
}

/** Why a registry is not reached. */
export const networkReasons = {
  hostNotFound: l10n.t('host not found'),
  refused: l10n.t('connection refused'),
  silent: l10n.t('no answer'),
  untrusted: l10n.t('its certificate is not trusted'),
  plainHttp: l10n.t('it uses plain HTTP, which the engine must allow (insecure-registries)'),
  unknown: l10n.t('network error'),
};

function networkReason(words: string): string {
  if (/no such host|lookup /i.test(words)) return networkReasons.hostNotFound;
  if (/connection refused/i.test(words)) return networkReasons.refused;
  if (/timeout|deadline exceeded/i.test(words)) return networkReasons.silent;
  if (/x509/i.test(words)) return networkReasons.untrusted;
  return /HTTP response to HTTPS/i.test(words) ? networkReasons.plainHttp : networkReasons.unknown;
}

function notForPlatform(platform: string | undefined): string {
  return platform === undefined
    ? l10n.t('The registry does not have this image for this platform. Choose another platform.')
    : l10n.t('The registry does not have this image for {0}. Choose another platform.', platform);
}

export function noSuchTag(name: string | undefined): string {
  return name
    ? l10n.t('The registry has no image "{0}" with that tag. Check the spelling.', name)
    : l10n.t('The registry has no image with that name and tag. Check the spelling.');
}
